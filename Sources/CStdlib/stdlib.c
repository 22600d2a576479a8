// The standard library, embedded from Stdlib/. A test compares this list with the folder.
#include "CStdlib.h"

static const uint8_t china_basic[] = {
#embed "../../Stdlib/china/basic.weir" suffix(,)
  0};
static const uint8_t china_behaviour[] = {
#embed "../../Stdlib/china/behaviour.weir" suffix(,)
  0};
static const uint8_t china_employee[] = {
#embed "../../Stdlib/china/employee.weir" suffix(,)
  0};
static const uint8_t china_resident[] = {
#embed "../../Stdlib/china/resident.weir" suffix(,)
  0};
static const uint8_t prelude[] = {
#embed "../../Stdlib/prelude.weir" suffix(,)
  0};

#define FILE_ENTRY(name, text) {name, text, sizeof text - 1}

static const stdlib_file files[] = {
  FILE_ENTRY("china.basic", china_basic),
  FILE_ENTRY("china.behaviour", china_behaviour),
  FILE_ENTRY("china.employee", china_employee),
  FILE_ENTRY("china.resident", china_resident),
  FILE_ENTRY("prelude", prelude),
};

size_t stdlib_count(void) { return sizeof files / sizeof files[0]; }

stdlib_file stdlib_at(size_t index) {
  if (index >= stdlib_count()) return (stdlib_file){0};
  return files[index];
}
