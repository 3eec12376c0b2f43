package io.vmm4j.disk;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** Why a qcow2 image cannot be read or converted. */
public enum Qcow2Error implements ErrorCode {
    UNREADABLE("{path} cannot be read: {reason}.", "Check that it is there and that you may read it."),
    NOT_A_FILE("{path} is no regular file.", "Give the path of an image, not of a directory or a device."),
    NOT_QCOW2(
            "{path} is no qcow2 image: it does not start with QFI and 0xfb.",
            "A raw image needs no conversion. Unpack .xz and .gz files first."),
    UNKNOWN_VERSION("{path} is of qcow2 version {version}.", "Versions 2 and 3 can be read."),
    MALFORMED(
            "{path} is no sound qcow2 image: {what}.",
            "Fetch it again, and compare its checksum with the published one."),
    TRUNCATED(
            "{path} ends too early: {what}.",
            "It was probably not copied or fetched to its end. Fetch it again, and compare its checksum."),
    MARKED_CORRUPT(
            "{path} is marked as corrupt.",
            "Look at it with \"qemu-img check\", repair a copy of it, and convert that."),
    UNSUPPORTED_FEATURES(
            "{path} needs features that cannot be read here: {features}.",
            "Convert it with \"qemu-img convert -O qcow2\"."),
    ENCRYPTED("{path} is encrypted ({method}).", "Decrypt it with \"qemu-img convert\", which asks for the secret."),
    BAD_COMPRESSED_CLUSTER(
            "{path} has a compressed cluster that cannot be decompressed, at byte {offset}.",
            "Fetch it again, and compare its checksum with the published one."),
    BACKING_FILE_REFUSED(
            "{path} is derived from {backing}, which may not be opened.",
            "If you trust whoever made the image, allow its backing files by BackingFiles."),
    BACKING_FILE_NOT_LOCAL(
            "{path} is derived from {backing}, which is not the path of a file.",
            "Copy the base to a file, and write its path into the image with \"qemu-img rebase -u\"."),
    BACKING_FORMAT(
            "{path} is derived from {backing}, whose format is {format}.",
            "Bases can be qcow2, or raw where the image says so: \"qemu-img rebase -u -F raw\"."),
    BACKING_CHAIN_TOO_LONG(
            "{path} is derived from more than {limit} images, or from itself.",
            "Look at it with \"qemu-img info --backing-chain\"."),
    TOO_LARGE("The disk in {path} has {size} bytes, more than {limit}.", "Such a disk cannot be converted here."),
    TARGET_EXISTS("{path} is already there.", "Nothing is overwritten: give another name, or remove it."),
    TARGET_UNWRITABLE(
            "{path} cannot be written: {reason}.",
            "Check the directory's permissions and its free space. Nothing was left behind.",
            true),
    CANCELLED("The conversion of {path} was cancelled.", "Nothing was left behind.", true),
    STALLED(
            "{path} gave no answer for {seconds} seconds.",
            "Check the disk or the file server that it lies on. Nothing was left behind.",
            true);

    private final String message;
    private final String hint;
    private final boolean retryable;

    Qcow2Error(String message, String hint) {
        this(message, hint, false);
    }

    Qcow2Error(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "qcow2-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
