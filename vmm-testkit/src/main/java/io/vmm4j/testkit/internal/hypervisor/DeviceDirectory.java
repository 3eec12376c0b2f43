package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.internal.fs.Driver;
import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** What the hypervisor needs in /dev. */
final class DeviceDirectory {

    private static final String VMM = "/dev/vmm";
    private static final int PRIVATE = 0600;
    private static final int MAX_TAPS = 256;

    /** Makes the nodes of vmm, taps and pseudo-terminals only, which is all that anybody asks of it here. */
    private static final String MAKEDEV = """
            #!/bin/sh -
            # Makes device nodes in the current directory: sh MAKEDEV tap4 tap5
            for node in "$@"; do
                case $node in
                tap[0-9]|tap[0-9][0-9]|tap[0-9][0-9][0-9])
                    [ -e "$node" ] || mknod -m 600 "$node" c 93 "${node#tap}" ;;
                vmm)
                    [ -e vmm ] || mknod -m 600 vmm c 10 0 ;;
                pty[0-3])
                    case $node in pty0) first=p ;; pty1) first=q ;; pty2) first=r ;; pty3) first=s ;; esac
                    n=0
                    for second in 0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z \
                        A B C D E F G H I J K L M N O P Q R S T U V W X Y Z; do
                        [ -e tty$first$second ] || mknod -m 666 tty$first$second c 5 $n
                        n=$((n + 1))
                    done ;;
                *)
                    echo "$node: unknown device" ;;
                esac
            done
            """;

    private final Files files;

    DeviceDirectory(Files files) {
        this.files = files;
    }

    /** vmm(4) can be opened only where the processor supports it. */
    void vmm(CpuVirtualization cpu) throws SystemError {
        Driver driver = caller -> {
            if (cpu == CpuVirtualization.NONE) {
                throw Errno.ENXIO.asError();
            }
            return Devices.OPAQUE.open();
        };
        if (files.exists(VMM)) {
            files.unlink(VMM);
        }
        files.makeSpecial(VMM, FileKind.CHARACTER_DEVICE, PRIVATE, driver);
    }

    /** The first taps, and no others. */
    void taps(int count) throws SystemError {
        for (int unit = 0; unit < MAX_TAPS; unit++) {
            String path = "/dev/tap" + unit;
            boolean there = files.exists(path);
            if (unit < count && !there) {
                files.makeSpecial(path, FileKind.CHARACTER_DEVICE, PRIVATE, caller -> Devices.OPAQUE.open());
            } else if (unit >= count && there) {
                files.unlink(path);
            }
        }
    }

    void makedev() throws SystemError {
        FileText.write(files, "/dev/MAKEDEV", MAKEDEV, 0555);
    }
}
