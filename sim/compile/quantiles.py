"""Normal quantiles of a register of draws at once, to the bits of scipy's, which works out one after another.

Rule      Most draws lie in the middle, where the quantile is a ratio of polynomials; the logarithms of the tails alone
          are taken one by one, by the very function of the C library that scipy calls.
Formula   With t = y - 1/2 and w = t^2, if exp(-2) < y <= 1 - exp(-2): x = sqrt(2 pi) (t + t w P0(w) / Q0(w)); else with
          r = sqrt(-2 log min(y, 1 - y)) and z = 1 / r: x = -+ (r - log(r) / r - z P(z) / Q(z)), P and Q by r < 8.
Source    Moshier, S. L. (1989) Methods and Programs for Mathematical Functions (Cephes): form and coefficients. Whether
          the bits agree hangs on how scipy was built, so that `agrees` tries it before it is used.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from scipy.special import ndtri

from sim.compile.tiles import aligned

NAME = "ndtri"
TRIED = 1 << 14
TEXT = """
#include <math.h>
static const double TAIL = 0.13533528323661269189, ROOT_2_PI = 2.50662827463100050242;
static const double P0[] = {-59.9633501014107895267, 98.0010754185999661536, -56.6762857469070293439,
  13.9312609387279679503, -1.23916583867381258016};
static const double Q0[] = {1, 1.95448858338141759834, 4.67627912898881538453, 86.3602421390890590575,
  -225.462687854119370527, 200.260212380060660359, -82.0372256168333339912, 15.9056225126211695515,
  -1.18331621121330003142};
static const double P1[] = {4.05544892305962419923, 31.5251094599893866154, 57.1628192246421288162,
  44.0805073893200834700, 14.6849561928858024014, 2.18663306850790267539, -0.140256079171354495875,
  -0.0350424626827848203418, -8.57456785154685413611e-4};
static const double Q1[] = {1, 15.7799883256466749731, 45.3907635128879210584, 41.3172038254672030440,
  15.0425385692907503408, 2.50464946208309415979, -0.142182922854787788574, -0.0380806407691578277194,
  -9.33259480895457427372e-4};
static const double P2[] = {3.23774891776946035970, 6.91522889068984211695, 3.93881025292474443415,
  1.33303460815807542389, 0.201485389549179081538, 0.0123716634817820021358, 3.01581553508235416007e-4,
  2.65806974686737550832e-6, 6.23974539184983293730e-9};
static const double Q2[] = {1, 6.02427039364742014255, 3.67983563856160859403, 1.37702099489081330271,
  0.216236993594496635890, 0.0134204006088543189037, 3.28014464682127739104e-4, 2.89247864745380683936e-6,
  6.79019408009981274425e-9};
IN v polynomial(v x, const double *c, int degree) {
  v made = c[0] - (v){0};
  for (int i = 1; i <= degree; i++) made = made * x + c[i];
  return made;
}
IN v some_logs(v x, m these) {
  for (int i = 0; i < 8; i++) if (these[i]) x[i] = log(x[i]);
  return x;
}
IN int any(m these) { int64_t some = 0; for (int i = 0; i < 8; i++) some |= these[i]; return some != 0; }
/* As a loop of numpy's: n draws within 0 and 1, a whole number of registers. */
void quantiles(char **args, const intptr_t *n, const intptr_t *steps, void *data) {
  for (intptr_t i = 0; i < *n; i += 8) {
    const v y = V((double *)args[0] + i), t = y - 0.5, w = t * t;
    v x = (t + t * (w * polynomial(w, P0, 4) / polynomial(w, Q0, 8))) * ROOT_2_PI;
    const m high = y > 1.0 - TAIL, tail = high | ~(y > TAIL);
    if (any(tail)) {
      const v r = root(-2.0 * some_logs(pick(high, 1.0 - y, y), tail)), z = 1.0 / r;
      const v first = r - some_logs(r, tail) / r;
      v second = z * polynomial(z, P1, 8) / polynomial(z, Q1, 8);
      const m far = tail & (r >= 8.0);
      if (any(far)) second = pick(far, z * polynomial(z, P2, 8) / polynomial(z, Q2, 8), second);
      x = pick(tail, pick(high, first - second, minus(first - second)), x);
    }
    V((double *)args[1] + i) = x;
  }
}
"""


def agrees(library: Any) -> bool:
    """Return whether a library's quantiles have the bits of scipy's on this computer, in the middle and the tails."""
    given, made = aligned(TRIED), aligned(TRIED)
    half = TRIED // 2
    far = np.exp2(-np.linspace(1.0, 54.0, half // 2))
    given[:] = np.concatenate([(np.arange(half) + 0.5) / half, far, 1.0 - np.maximum(far, 2.0**-53)])
    args = (ctypes.c_void_p * 2)(given.ctypes.data, made.ctypes.data)
    library.quantiles(args, ctypes.byref(ctypes.c_int64(TRIED)), None, None)
    return np.array_equal(made, ndtri(given))
