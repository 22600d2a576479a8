#define _GNU_SOURCE
#include <limits.h>
#include <pthread.h>

#include "CStdlib.h"

long weir_stack_left(void) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return LONG_MAX;
  void *lowest = 0;
  size_t size = 0;
  int failed = pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  char here;
  return failed || lowest == 0 ? LONG_MAX : (long)(&here - (char *)lowest);
}
