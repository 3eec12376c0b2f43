package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.FileContent;
import io.vmm4j.testkit.internal.vmd.config.DiskFormat;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.Qcow2Creation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code vmctl create}: makes images, empty, based on others, or converted. It needs no daemon. */
final class Create {

    private static final int MODE = 0600;

    private final SimProcess process;
    private final Dialect dialect;

    Create(SimProcess process, Dialect dialect) {
        this.process = process;
        this.dialect = dialect;
    }

    int run(List<String> words) throws IOException {
        boolean nameFirst = dialect.isLegacy() && !words.isEmpty();
        List<String> optionWords = nameFirst ? words.subList(1, words.size()) : words;
        Optional<String> base = Optional.empty();
        Optional<String> input = Optional.empty();
        long size = 0;
        for (Getopt.Option option : Getopt.parse("b:i:s:", optionWords).options()) {
            switch (option.letter()) {
                case 'b' -> base = Optional.of(option.argument());
                case 'i' -> input = Optional.of(option.argument());
                default -> size = new SizeArgument(process, SizeArgument.Kind.DISK).parse(option.argument());
            }
        }
        List<String> operands =
                Command.CREATE.options(process, dialect, "b:i:s:", optionWords).operands();
        if (operands.size() != (nameFirst ? 0 : 1)) {
            throw Command.CREATE.usage(process, dialect);
        }
        String target = nameFirst ? words.get(0) : operands.get(0);
        DiskArgument disk = DiskArgument.parse(process.machine(), process.files(), target);
        if (input.isPresent()) {
            if (base.isPresent()) {
                throw Exit.with(process, "conflicting -b and -i arguments");
            }
            return new Convert(process, this).run(input.get(), disk, size);
        }
        if (base.isPresent() && disk.format() != DiskFormat.QCOW2) {
            throw Exit.with(process, "base images require qcow2 disk format");
        }
        if (size == 0 && base.isEmpty()) {
            process.complain("could not create " + disk.path() + ": missing size argument\n");
            throw Command.CREATE.usage(process, dialect);
        }
        try {
            make(disk, base, size);
        } catch (SystemError e) {
            throw Exit.with(process, "create imagefile operation failed", e.errno());
        }
        return done(disk.format());
    }

    int done(DiskFormat format) throws IOException {
        process.complain("vmctl: " + format.word() + " imagefile created\n");
        return 0;
    }

    /**
     * Makes an empty image. An existing file is never overwritten.
     *
     * @throws SystemError if the file cannot be made
     */
    void make(DiskArgument disk, Optional<String> base, long size) throws IOException {
        long diskSize = base.isPresent() ? baseSize(base.get(), size) : size;
        if (disk.format() == DiskFormat.QCOW2 && diskSize == 0) {
            throw Exit.with(process, "missing disk size");
        }
        process.files().open(disk.path(), OpenFlag.CREATING, MODE).release();
        FileContent content = new FileContent(process.files().regular(disk.path(), Access.WRITE));
        if (disk.format() == DiskFormat.QCOW2) {
            new Qcow2Creation(diskSize, base.orElse("")).writeTo(content);
        } else {
            content.truncate(diskSize);
        }
    }

    private long baseSize(String base, long wanted) throws IOException {
        long size;
        try {
            size = Qcow2Creation.diskSizeOf(new FileContent(process.files().regular(base, Access.READ)));
        } catch (SystemError e) {
            throw Exit.with(process, "failure to read base image header");
        } catch (ImageError e) {
            boolean tooShort = e.text().startsWith("short read");
            throw Exit.with(process, tooShort ? "failure to read base image header" : "base image is not a qcow2 file");
        }
        if (wanted != 0 && wanted != size) {
            throw Exit.with(process, "base size does not match requested size");
        }
        return size;
    }
}
