"""What a place faces: demand, winters and the pressure that its organisations feel."""
