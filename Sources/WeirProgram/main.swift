import Glibc
import Weir
import WeirTools

setlocale(LC_ALL, "")
let process = WeirProcess()
exit(LargeStack.run { process.run() })
