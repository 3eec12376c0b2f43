package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.ImageChain;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** {@code vmctl create -i}: copies a disk from one image to a new one of any format. What is zero takes no room. */
final class Convert {

    private static final int PIECE = 64 * 1024;
    private static final long MEGABYTE = 1L << 20;

    private final SimProcess process;
    private final Create create;

    Convert(SimProcess process, Create create) {
        this.process = process;
        this.create = create;
    }

    int run(String input, DiskArgument target, long wanted) throws IOException {
        VirtualDisk source =
                open(DiskArgument.parse(process.machine(), process.files(), input), "failed to open source image file");
        long size = wanted == 0 ? source.size() : wanted;
        if (size < source.size()) {
            throw Exit.with(process, "size cannot be smaller than input disk size");
        }
        long rounded = (size + MEGABYTE - 1) / MEGABYTE * MEGABYTE;
        try {
            create.make(target, Optional.empty(), rounded);
        } catch (SystemError e) {
            throw Exit.with(process, "failed to create destination image file");
        }
        VirtualDisk destination = open(target, "failed to open destination image file");
        copy(source, destination);
        if (size < rounded) {
            process.complain("vmctl: destination size rounded to " + rounded / MEGABYTE + " megabytes\n");
        }
        return create.done(target.format());
    }

    private VirtualDisk open(DiskArgument image, String problem) throws IOException {
        try {
            return ImageChain.open(process.files(), image.path(), image.format(), Access.READ)
                    .disk();
        } catch (SystemError e) {
            throw Exit.with(process, problem);
        } catch (ImageError e) {
            throw refuse(e, problem);
        }
    }

    private Exited refuse(ImageError error, String problem) throws IOException {
        if (error.severity() == ImageError.Severity.FATAL) {
            return Exit.with(process, "vmctl: " + error.text());
        }
        process.complain("vmctl: " + error.text() + "\n");
        return Exit.with(process, problem);
    }

    private void copy(VirtualDisk source, VirtualDisk destination) throws IOException {
        byte[] piece = new byte[PIECE];
        byte[] zeros = new byte[PIECE];
        String problem = "failed to read from source";
        try {
            for (long at = 0; at < source.size(); at += PIECE) {
                process.checkSignals();
                at = source.nextData(at) / PIECE * PIECE;
                int count = (int) Math.min(PIECE, source.size() - at);
                if (count <= 0) {
                    return;
                }
                problem = "failed to read from source";
                source.read(at, piece, count);
                Arrays.fill(piece, count, PIECE, (byte) 0);
                if (!Arrays.equals(piece, zeros)) {
                    problem = "failed to write to destination";
                    destination.write(at, piece, (int) Math.min(PIECE, destination.size() - at));
                }
            }
        } catch (SystemError e) {
            throw Exit.with(process, problem);
        } catch (ImageError e) {
            throw refuse(e, problem);
        }
    }
}
