package io.vmm4j.testkit.internal.kernel;

/** The error numbers of intro(2) that the simulated programs report, with strerror(3)'s texts. */
public enum Errno {
    EPERM(1, "Operation not permitted"),
    ENOENT(2, "No such file or directory"),
    ESRCH(3, "No such process"),
    EINTR(4, "Interrupted system call"),
    EIO(5, "Input/output error"),
    ENXIO(6, "Device not configured"),
    E2BIG(7, "Argument list too long"),
    ENOEXEC(8, "Exec format error"),
    EBADF(9, "Bad file descriptor"),
    ECHILD(10, "No child processes"),
    EDEADLK(11, "Resource deadlock avoided"),
    ENOMEM(12, "Cannot allocate memory"),
    EACCES(13, "Permission denied"),
    EBUSY(16, "Device busy"),
    EEXIST(17, "File exists"),
    EXDEV(18, "Cross-device link"),
    ENODEV(19, "Operation not supported by device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    ENOTTY(25, "Inappropriate ioctl for device"),
    ETXTBSY(26, "Text file busy"),
    EFBIG(27, "File too large"),
    ENOSPC(28, "No space left on device"),
    ESPIPE(29, "Illegal seek"),
    EROFS(30, "Read-only file system"),
    EPIPE(32, "Broken pipe"),
    ERANGE(34, "Result too large"),
    EAGAIN(35, "Resource temporarily unavailable"),
    EALREADY(37, "Operation already in progress"),
    EOPNOTSUPP(45, "Operation not supported"),
    EADDRINUSE(48, "Address already in use"),
    EADDRNOTAVAIL(49, "Can't assign requested address"),
    ENETUNREACH(51, "Network is unreachable"),
    ETIMEDOUT(60, "Operation timed out"),
    ECONNREFUSED(61, "Connection refused"),
    ELOOP(62, "Too many levels of symbolic links"),
    ENAMETOOLONG(63, "File name too long"),
    EHOSTUNREACH(65, "No route to host"),
    ENOTEMPTY(66, "Directory not empty");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The number of errno(2). */
    public int number() {
        return number;
    }

    /** What strerror(3) says. */
    public String text() {
        return text;
    }

    /** This error, to be thrown. */
    public SystemError asError() {
        return new SystemError(this);
    }
}
