import Glibc
import Weir
import WeirTools

setlocale(LC_ALL, "")
// A script is UTF-8 wherever it is typed. In a locale of single bytes, as containers have it, the editing of lines would
// take half a Chinese character for a command.
if __ctype_get_mb_cur_max() == 1 { setlocale(LC_CTYPE, "C.UTF-8") }
let process = WeirProcess()
exit(LargeStack.run { process.run() })
