// readline.h uses FILE without including the header that declares it.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
