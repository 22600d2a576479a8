#ifndef CSTDLIB_H
#define CSTDLIB_H
#include <stddef.h>
#include <stdint.h>

/// One module of the standard library, embedded in the binary: its dotted name and its text (UTF-8).
typedef struct {
  const char *name;
  const uint8_t *text;
  size_t length;
} stdlib_file;

/// How many modules there are.
size_t stdlib_count(void);

/// The module at a position; positions outside give one with no name.
stdlib_file stdlib_at(size_t index);

/// The bytes that the calling thread's stack has left; the greatest number where the system does not say.
long weir_stack_left(void);

#endif
