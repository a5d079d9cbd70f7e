/* The six-input revenue product as numeric/propagate.ts does it: xoshiro128++ a stream each, tabulated quantiles, mean. Prints draws and seconds. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BLOCK 2048
#define CELLS 2048
static double lines[6][2 * CELLS], columns[6][BLOCK];

static void fill(uint32_t *s, const double *line, double *column) {
  uint32_t a = s[0], b = s[1], c = s[2], d = s[3];
  for (int i = 0; i < BLOCK; i++) {
    uint32_t sum = a + d, bits = ((sum << 7) | (sum >> 25)) + a;
    uint32_t at = (bits >> 20) & (2 * CELLS - 2);
    column[i] = line[at] + (double)(bits & 0x1fffff) * line[at | 1];
    uint32_t t = b << 9;
    c ^= a; d ^= b; b ^= c; a ^= d; c ^= t;
    d = (d << 11) | (d >> 21);
  }
  s[0] = a; s[1] = b; s[2] = c; s[3] = d;
}

int main(int argc, char **argv) {
  long draws = argc > 1 ? atol(argv[1]) : 1000000;
  /* Straight lines between the ends stand for the tables: the work a draw costs is the same. */
  const double low[6] = {40000, 2000, 300, 9, 0.128, 0.5}, high[6] = {120000, 3200, 900, 12, 0.132, 0.95};
  uint32_t states[6][4];
  for (int k = 0; k < 6; k++) {
    for (int i = 0; i < CELLS; i++) {
      lines[k][2 * i] = low[k] + (high[k] - low[k]) * i / CELLS;
      lines[k][2 * i + 1] = (high[k] - low[k]) / CELLS / 2097152.0;
    }
    for (int i = 0; i < 4; i++) states[k][i] = 0x9e3779b9u * (4 * k + i + 1);
  }
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  double mean = 0;
  long done = 0;
  while (done < draws) {
    for (int k = 0; k < 6; k++) fill(states[k], lines[k], columns[k]);
    double total = 0;
    for (int i = 0; i < BLOCK; i++)
      total += columns[0][i] * (columns[1][i] - columns[2][i]) * columns[3][i] * columns[4][i] * columns[5][i];
    done += BLOCK;
    mean += (total / BLOCK - mean) * BLOCK / done;
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  if (!(mean > 0)) return 1;
  printf("%ld %.9f\n", done, (to.tv_sec - from.tv_sec) + 1e-9 * (to.tv_nsec - from.tv_nsec));
  return 0;
}
