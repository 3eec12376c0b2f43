package io.vmm4j;

import java.util.Objects;
import java.util.Optional;

/** A disk that a VM is to have: an image that is there, or one that {@code vmctl create} is to make first. */
public sealed interface DiskSpec {

    /** The image the VM will use. */
    DiskImage image();

    /** An image that exists. */
    static DiskSpec existing(DiskImage image) {
        return new Existing(image);
    }

    /** A new, empty image. */
    static New blank(DiskImage image, DiskSize size) {
        return new Blank(image, size);
    }

    /** A new image with the content of another, converted if the formats differ, of the same size. */
    static New copyOf(DiskImage source, DiskImage image) {
        return new Copy(image, source, Optional.empty());
    }

    /** A new image with the content of another and room to grow; the guest must extend its file systems itself. */
    static New copyOf(DiskImage source, DiskImage image, DiskSize size) {
        return new Copy(image, source, Optional.of(size));
    }

    /** A new qcow2 image that holds only its differences from a base. */
    static New derivedFrom(HostPath base, DiskImage image) {
        return new Derived(image, base);
    }

    /**
     * An image that exists.
     *
     * @param image the image
     */
    record Existing(DiskImage image) implements DiskSpec {

        public Existing {
            Objects.requireNonNull(image, "image");
        }
    }

    /** An image that must be made; vmctl(8) never overwrites one. */
    sealed interface New extends DiskSpec {}

    /**
     * An empty image: {@code vmctl create -s}.
     *
     * @param image what to make
     * @param size how large
     */
    record Blank(DiskImage image, DiskSize size) implements New {

        public Blank {
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(size, "size");
        }
    }

    /**
     * A copy: {@code vmctl create -i}. Its size is rounded up to whole mebibytes. vmctl(8) reads raw images and uncompressed
     * qcow2 of version 3; it leaves a partial file behind when it fails half-way.
     *
     * @param image what to make
     * @param source where the content comes from
     * @param size how large to make it, at least the size of the source; empty for the same size
     */
    record Copy(DiskImage image, DiskImage source, Optional<DiskSize> size) implements New {

        public Copy {
            Objects.requireNonNull(size, "size");
            requireOther("copied disk", image.path(), source.path());
        }
    }

    /**
     * The differences from a base: {@code vmctl create -b}. The base must be qcow2, must stay where it is and must not
     * change; vmd(8) follows at most three bases below an image.
     *
     * @param image what to make, in qcow2
     * @param base the image below it
     */
    record Derived(DiskImage image, HostPath base) implements New {

        public Derived {
            if (image.format() != DiskFormat.QCOW2) {
                throw new InvalidValueException(InvalidValueException.problem(
                                ValueError.DISK_BASE_NEEDS_QCOW2, "derived disk", image.toString())
                        .with("path", image.path()));
            }
            requireOther("derived disk", image.path(), base);
        }
    }

    private static void requireOther(String argument, HostPath image, HostPath origin) {
        if (image.equals(origin)) {
            throw InvalidValueException.of(ValueError.DISK_FROM_ITSELF, argument, image.value());
        }
    }
}
