import Glibc
import Weir

/// What the system says when a file cannot be opened or written, in both languages.
enum SystemError {
  private static let texts: [Int32: (en: String, zh: String)] = [
    EACCES: ("permission denied", "权限不足"),
    EPERM: ("permission denied", "权限不足"),
    EROFS: ("the file system is read-only", "文件系统为只读"),
    ENOENT: ("there is no such folder", "没有该文件夹"),
    ENOTDIR: ("a part of its path is no folder", "路径中有一段不是文件夹"),
    EISDIR: ("it is a folder", "它是文件夹"),
    ENAMETOOLONG: ("its name is too long", "名称过长"),
    ELOOP: ("its links lead in a circle", "链接循环"),
    ENOSPC: ("the disk is full", "磁盘已满"),
    EDQUOT: ("the quota of the disk is used up", "磁盘配额已用尽"),
    EFBIG: ("it is larger than a file may be", "超过文件的最大长度"),
    EMFILE: ("too many files are open", "打开的文件过多"),
    ENFILE: ("too many files are open", "打开的文件过多"),
    EIO: ("the disk does not answer as it should", "磁盘读写出错"),
    EBADF: ("it is closed", "它已关闭"),
    EINVAL: ("its name cannot be that of a file", "该名称不能作文件名"),
    EPIPE: ("nobody reads it any more", "读取方已关闭"),
  ]

  /// What an error number means.
  static func text(_ number: Int32) -> Message.Argument {
    if let text = texts[number] { return .pair(en: text.en, zh: text.zh) }
    return .text(strerror(number).map { String(cString: $0) } ?? "\(number)")
  }

  /// A device, a pipe or a socket stands where a file would be written.
  static let notPlain = Message.Argument.pair(en: "it is no plain file", zh: "它不是普通文件")
}
