package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.libc.Strerror;

/**
 * How a request to vmd(8) ended: 0, an errno, or one of vmd's own numbers.
 *
 * @param number the number that goes over the control socket
 */
public record ResultCode(int number) {

    /** It was done. */
    public static final ResultCode OK = new ResultCode(0);
    /** There is no BIOS image. */
    public static final ResultCode BIOS_MISSING = new ResultCode(1001);
    /** A disk cannot be opened, or there is no such VM. */
    public static final ResultCode DISK_MISSING = new ResultCode(1002);
    /** The ISO image cannot be opened. */
    public static final ResultCode CDROM_MISSING = new ResultCode(1005);
    /** There is no such template. */
    public static final ResultCode PARENT_INVALID = new ResultCode(1007);
    /** Too many processes; vmd says so when an instance exists already. */
    public static final ResultCode EXISTS = new ResultCode(67);
    /** What several paths of vmd return without a reason. */
    public static final ResultCode UNKNOWN = new ResultCode(-1);

    /** An errno. */
    public static ResultCode of(Errno errno) {
        return new ResultCode(errno.number());
    }

    /** Whether it was done. */
    public boolean isOk() {
        return number == 0;
    }

    /** Whether it is this errno. */
    public boolean is(Errno errno) {
        return number == errno.number();
    }

    /** What strerror(3) says. */
    public String text() {
        return Strerror.text(number);
    }
}
