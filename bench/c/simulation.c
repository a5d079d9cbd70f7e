/* The kernel of src/analysis/dispatch/simulate.ts for a route of one stage, as C: Poisson groups, sizes alike, uniform stays, each worker
   goes home alone; returns in a calendar of linked lists. The limit our speed is held against. Arguments: groups a month, months.
   Prints events, seconds, the number abroad at the end, and the relative gap of Little's law. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { uint32_t a, b, c, d; } Stream;

static inline uint32_t bits(Stream *s) {
  uint32_t sum = s->a + s->d, result = ((sum << 7) | (sum >> 25)) + s->a, t = s->b << 9;
  s->c ^= s->a; s->d ^= s->b; s->b ^= s->c; s->a ^= s->d; s->c ^= t; s->d = (s->d << 11) | (s->d >> 21);
  return result;
}
static inline double uniform(Stream *s) { return (bits(s) + 0.5) * 2.3283064365386963e-10; }

static Stream seek(uint32_t x0, uint32_t x1, uint32_t x2, uint32_t x3) {
  uint32_t k0 = 1, k1 = 0;
  for (int round = 0; round < 10; round++) {
    uint64_t p = (uint64_t)0xd2511f53u * x0, q = (uint64_t)0xcd9e8d57u * x2;
    uint32_t y0 = (uint32_t)(q >> 32) ^ x1 ^ k0, y2 = (uint32_t)(p >> 32) ^ x3 ^ k1;
    x1 = (uint32_t)q; x3 = (uint32_t)p; x0 = y0; x2 = y2;
    k0 += 0x9e3779b9u; k1 += 0xbb67ae85u;
  }
  return (Stream){x0, x1, x2, x3};
}

int main(int argc, char **argv) {
  double rate = argc > 1 ? atof(argv[1]) : 300;
  int months = argc > 2 ? atoi(argv[2]) : 240, from = 30, to = 40;
  double best = 1e9, little = 0;
  long events = 0, stock = 0;
  for (int round = 0; round < 5; round++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    double wanted = rate * (from + to) / 2 / 8;
    int per = 1;
    while (per < wanted && per < 65536) per *= 2;
    long buckets = (long)months * per;
    int *heads = malloc(sizeof(int) * buckets);
    for (long i = 0; i < buckets; i++) heads[i] = -1;
    long room = 1 << 16, used = 0, freed = -1;
    double *times = malloc(sizeof(double) * room);
    int *links = malloc(sizeof(int) * room);
    static double open[1 << 16];
    Stream gaps = seek(0, 0, 0, 1), sizes = seek(0, 0, 0, 2);
    double next = -log(uniform(&gaps)) / rate, now = 0, area = 0, spent = 0;
    uint32_t group = 0;
    events = 0; stock = 0;
    for (long bucket = 0; bucket < buckets; bucket++) {
      double edge = (double)(bucket + 1) / per;
      int count = 0, at = 0;
      for (int slot = heads[bucket]; slot >= 0;) {
        double t = times[slot];
        int i = count++;
        while (i > 0 && open[i - 1] > t) { open[i] = open[i - 1]; i--; }
        open[i] = t;
        int after = links[slot];
        links[slot] = (int)freed; freed = slot; slot = after;
      }
      for (;;) {
        if (at < count && (open[at] <= next || next >= edge)) {
          double t = open[at++];
          area += stock * (t - now); now = t; stock--; events++;
        } else if (next < edge) {
          int size = from + (int)(uniform(&sizes) * (to - from + 1));
          area += stock * (next - now); now = next; stock += size; events += 2;
          Stream stays = seek(0, 0, group++, 5);
          for (int i = 0; i < size; i++) {
            double back = next + 6 + 6 * uniform(&stays);
            spent += (back < months ? back : months) - next;
            if (back >= months) continue;
            long own = (long)(back * per);
            long slot = freed;
            if (slot >= 0) freed = links[slot];
            else {
              if (used == room) { room *= 2; times = realloc(times, sizeof(double) * room); links = realloc(links, sizeof(int) * room); }
              slot = used++;
            }
            times[slot] = back; links[slot] = heads[own]; heads[own] = (int)slot;
          }
          next += -log(uniform(&gaps)) / rate;
        } else break;
      }
    }
    area += stock * (months - now);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
    if (seconds < best) best = seconds;
    little = fabs(spent / area - 1);
    free(heads); free(times); free(links);
  }
  printf("%ld %.6f %ld %.1e\n", events, best, stock, little);
  return 0;
}
