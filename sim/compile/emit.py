"""From loops to C: one function a rule, for a tile of runs that lie side by side, eight in each register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from sim.compile.graph import Node, Rows
from sim.compile.passes import IN_LOOPS, Loop, LoopPlan, same

LANES = 8
HEAD = """
#include <stdint.h>
#include <string.h>
typedef double v __attribute__((vector_size(64)));
typedef int64_t m __attribute__((vector_size(64)));
typedef uint64_t u __attribute__((vector_size(64)));
typedef void (*loop)(char **, const intptr_t *, const intptr_t *, void *);
#define IN static inline __attribute__((always_inline))
#define V(x) (*(v *)(x))
#define M(x) (*(m *)(x))
#define U(x) (*(u *)(x))
struct called { loop f; void *data; };
IN v B(const double *x) { return *x - (v){0}; }
IN u BU(const double *x) { uint64_t y; memcpy(&y, x, 8); return y + (u){0}; }
IN m BM(const double *x) { return (m)BU(x); }
IN v pick(m a, v x, v y) { return (v)((a & (m)x) | (~a & (m)y)); }
IN m pick_m(m a, m x, m y) { return (a & x) | (~a & y); }
IN v num(m a) { v one = 1.0 - (v){0}; return (v)(a & (m)one); }
IN v most(v a, v b) { return pick((a >= b) | (a != a), a, b); }
IN v least(v a, v b) { return pick((a <= b) | (a != a), a, b); }
IN v clip(v x, v a, v b) { x = pick((x > a) | (x != x), x, a); return pick((x < b) | (x != x), x, b); }
IN v clip_1(v x, v a, v b) { x = pick(x < a, a, x); return pick(x > b, b, x); }
IN v root(v x) { for (int i = 0; i < 8; i++) x[i] = __builtin_sqrt(x[i]); return x; }
IN v size(v x) { return (v)((m)x & 0x7fffffffffffffffLL); }
IN v minus(v x) { return (v)((u)x ^ 0x8000000000000000ULL); }
static void call(const struct called *f, double *out, const double *a, const double *b, intptr_t n) {
  char *args[3] = {(char *)a, (char *)(b ? b : out), (char *)out};
  intptr_t steps[3] = {8, 8, 8};
  f->f(args, &n, steps, f->data);
}
static void call_only(const struct called *f, double *out, const double *a, const double *marks, int n,
                      const int *row) {
  for (int r = 0; r < n; r++) {
    const int64_t *mark = (const int64_t *)marks + (intptr_t)(row ? row[r] : r) * W;
    int64_t some = 0;
    for (int l = 0; l < W; l++) some |= mark[l];
    if (some) call(f, out + (intptr_t)r * W, a + (intptr_t)r * W, 0, W);
  }
}
static void sum(double *out, const double *x, const double *w, const int *ends, const int *row, const int *at, int n) {
  for (int r = 0; r < n; r++)
    for (int l = 0; l < W; l += 8) {
      v made = {0};
      for (int k = r ? ends[r - 1] : 0; k < ends[r]; k++) made = made + B(w + at[k]) * V(x + (intptr_t)row[k] * W + l);
      V(out + (intptr_t)r * W + l) = made;
    }
}
/* Sort n rows by exchanges of neighbours. */
static void sort(double *out, const double *x, int n) {
  memcpy(out, x, 8L * n * W);
  for (int last = n - 1; last > 0; last--)
    for (double *a = out; a < out + (intptr_t)last * W; a += 8) {
      const v low = least(V(a), V(a + W)), high = most(V(a), V(a + W));
      V(a) = low;
      V(a + W) = high;
    }
}
static void copy(double *out, const double *x, const int *to, const int *from, int n) {
  for (int r = 0; r < n; r++) memcpy(out + (intptr_t)to[r] * W, x + (intptr_t)from[r] * W, 8 * W);
}
"""
_FLOAT = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "negative": "minus({0})",
    "absolute": "size({0})",
    "sqrt": "root({0})",
    "maximum": "most({0}, {1})",
    "minimum": "least({0}, {1})",
    "positive": "{0}",
    "copy": "{0}",
}
_COMPARED = {
    "greater": ">",
    "greater_equal": ">=",
    "less": "<",
    "less_equal": "<=",
    "equal": "==",
    "not_equal": "!=",
}
_MARKS = {
    "multiply": "{0} & {1}",
    "add": "{0} | {1}",
    "logical_and": "{0} & {1}",
    "bitwise_and": "{0} & {1}",
    "logical_or": "{0} | {1}",
    "bitwise_or": "{0} | {1}",
    "bitwise_xor": "{0} ^ {1}",
    "logical_not": "~{0}",
    "invert": "~{0}",
    "copy": "{0}",
    "where": "pick_m({0}, {1}, {2})",
}
_KEYS = {
    "add": "{0} + {1}",
    "multiply": "{0} * {1}",
    "bitwise_xor": "{0} ^ {1}",
    "right_shift": "{0} >> {1}",
}
_TYPE = {"d": "v", "?": "m", "Q": "u"}


class Writer:
    """Writes the function of one plan.

    Attributes:
        plan: what is written.
        rows: the first row of each state variable.
        called: functions of numpy and scipy that are called; this one's are added.
    """

    def __init__(self, plan: LoopPlan, rows: Mapping[str, int], called: list[str]) -> None:
        self.plan, self.rows, self.called = plan, rows, called
        self.tables: dict[bytes, str] = {}
        self.declared: list[str] = []

    def function(self, name: str) -> str:
        """Return the function in C."""
        body = [line for loop in self.plan.loops for line in self._loop(loop)]
        for node, variable in self.plan.copies:
            body.append(f"memcpy(s + {self.rows[variable]}L * W, {self._start(node)}, {8 * node.rows}L * W);")
        given = "double *s, double *t, const double *p, const double *k, const double *q"
        lines = "\n  ".join([*self.declared, *body])
        return f"void {name}({given}) {{\n  {lines}\n}}\n"

    def _loop(self, loop: Loop) -> list[str]:
        if not loop.fused:
            (node,) = loop.nodes
            if node.op == "sum":
                return [self._sum(node)]
            if node.op == "sort":
                return [f"sort({self._start(node)}, {self._start(node.args[0][0])}, {node.rows});"]
            return self._pack(node) if node.op == "pack" else [self._call(node)]
        here, loaded, lines, stores = set(loop.nodes), dict[Any, str](), list[str](), list[str]()
        for node in loop.nodes:
            given = [self._value(one, at, here, loaded, lines) for one, at in node.args]
            lines.append(f"const {_TYPE[node.kind]} x{node.number} = {self._made(node, given)};")
            if node in self.plan.places:
                load = {"d": "V", "?": "M", "Q": "U"}[node.kind]
                stores.append(f"{load}({self._start(node)} + r * W + l) = x{node.number};")
        inner = "\n    ".join([*lines, *stores])
        return [f"for (long r = 0; r < {loop.rows}; r++) for (int l = 0; l < W; l += 8) {{\n    {inner}\n  }}"]

    def _made(self, node: Node, given: Sequence[str]) -> str:
        kinds = [one.kind for one, _ in node.args]
        if node.op == "float":
            return f"num({given[0]})" if kinds[0] == "?" else f"__builtin_convertvector({given[0]}, v)"
        if node.op in _COMPARED:
            return f"{self._float(given[0], kinds[0])} {_COMPARED[node.op]} {self._float(given[1], kinds[1])}"
        if node.kind == "Q":
            return _KEYS[node.op].format(*given)
        if node.kind == "?":
            marks = [one if kind == "?" else f"({one} != 0.0)" for one, kind in zip(given, kinds, strict=True)]
            return _MARKS[node.op].format(*marks)
        if node.op == "where":
            mark = given[0] if kinds[0] == "?" else f"({given[0]} != 0.0)"
            return f"pick({mark}, {self._float(given[1], kinds[1])}, {self._float(given[2], kinds[2])})"
        floats = [self._float(one, kind) for one, kind in zip(given, kinds, strict=True)]
        if node.op == "clip":  # numpy's own loop for bounds that are the same in all runs takes ties otherwise
            alike = not any(one.runs for one, _ in node.args[1:])
            return f"clip{'_1' if alike else ''}({', '.join(floats)})"
        return _FLOAT[node.op].format(*floats)

    def _float(self, value: str, kind: str) -> str:
        return f"num({value})" if kind == "?" else value

    def _value(self, node: Node, at: Rows, here: set[Node], loaded: dict[Any, str], lines: list[str]) -> str:
        if node in here:
            return f"x{node.number}"
        key = (node, at.tobytes())
        if key not in loaded:
            row, kind = self._row(at), node.kind
            if node in self.plan.known and self.plan.known[node][0] != "q":
                table, start = self.plan.known[node]
                made = f"{ {'d': 'B', '?': 'BM', 'Q': 'BU'}[kind] }({table} + {start} + {row})"
            else:
                made = f"{ {'d': 'V', '?': 'M', 'Q': 'U'}[kind] }({self._start(node)} + ({row}) * W + l)"
            loaded[key] = f"y{len(loaded)}"
            lines.append(f"const {_TYPE[kind]} {loaded[key]} = {made};")
        return loaded[key]

    def _row(self, at: Rows) -> str:
        """Return the row taken in row r, as an expression where it is simple."""
        if (at == at[0]).all():
            return f"{at[0]}L"
        step, n = int(at[1] - at[0]), len(at)
        if (at == at[0] + step * np.arange(n)).all():
            return f"r * {step} + {at[0]}" if step != 1 or at[0] else "r"
        for part in range(2, 9):
            if n % part == 0 and (at == np.arange(n) // part).all():
                return f"r / {part}"
        return f"{self._table(at)}[r]"

    def _table(self, values: Iterable[Any]) -> str:
        numbers = np.asarray(list(values), dtype=np.int64)
        key = numbers.tobytes()
        if key not in self.tables:
            self.tables[key] = f"i{len(self.tables)}"
            self.declared.append(f"static const int {self.tables[key]}[] = {{{','.join(map(str, numbers))}}};")
        return self.tables[key]

    def _start(self, node: Node) -> str:
        if node in self.plan.known:
            table, start = self.plan.known[node]
            return f"{table} + {start}L * W"
        if node.op == "state":
            return f"s + {self.rows[node.detail]}L * W"
        base, place = self.plan.places[node]
        return f"s + {self.rows[place]}L * W" if base == "s" else f"t + {place}L * W"

    def _sum(self, node: Node) -> str:
        (x, at), weights = node.args[0], node.args[1][0]
        matrix, width = node.detail
        rows, bounds = at.reshape(-1, width), list(zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True))
        taken = [rows[matrix.indices[a:b], one] for a, b in bounds for one in range(width)]
        used = [np.arange(a, b) for a, b in bounds for _ in range(width)]
        ends = self._table(np.cumsum([len(one) for one in taken]))
        flat = [self._table(np.concatenate(one) if one else []) for one in (taken, used)]
        table, start = self.plan.known[weights]
        return f"sum({self._start(node)}, {self._start(x)}, {table} + {start}, {ends}, {', '.join(flat)}, {node.rows});"

    def _pack(self, node: Node) -> list[str]:
        lines = []
        for (one, at), places in zip(node.args, node.detail, strict=True):
            to, source = self._table(places), self._table(at)
            lines.append(f"copy({self._start(node)}, {self._start(one)}, {to}, {source}, {len(places)});")
        return lines

    def _call(self, node: Node) -> str:
        if node.op not in self.called:
            self.called.append(node.op)
        name = f"loop_{node.op}"
        if (declared := f"extern struct called {name};") not in self.declared:
            self.declared.append(declared)
        given = [self._start(one) for one, _ in node.args]
        out = self._start(node)
        if node.only is not None:
            marks, at = node.only
            rows = "0" if same(at, marks.rows) else self._table(at)
            return f"call_only(&{name}, {out}, {given[0]}, {self._start(marks)}, {node.rows}, {rows});"
        return f"call(&{name}, {out}, {given[0]}, {given[1] if len(given) > 1 else '0'}, {node.rows}L * W);"


__all__ = ["HEAD", "IN_LOOPS", "LANES", "Writer"]
