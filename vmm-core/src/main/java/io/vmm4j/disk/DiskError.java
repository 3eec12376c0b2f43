package io.vmm4j.disk;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong with images on a host. */
public enum DiskError implements ErrorCode {
    EXISTS("{path} is already there on {target}.", "Nothing is overwritten: give another name, or delete it."),
    NOT_FOUND("There is no file {path} on {target}: {reason}", "Check the path; symbolic links are followed."),
    DIRECTORY_MISSING(
            "The directory of {path} cannot be used on {target}: {reason}", "Make the directory first, or correct it."),
    NO_ROOM(
            "{path} may take {needed}M, and there are {available}M left in {volume} of {target}.",
            "Remove something there or choose another file system. What df(1) calls available leaves out the reserve of root."),
    ROOM_UNKNOWN(
            "How much room there is for {path} on {target} is not known: {reason}",
            "See what df -kP prints for its directory."),
    BASE_UNUSABLE(
            "Nothing can be derived from {base} on {target}: {reason}",
            "Copy it into an image of its own first, or upload it anew: uploads are converted."),
    SOURCE_UNUSABLE(
            "vmctl(8) on {target} cannot copy {source}: {reason}",
            "Upload it from another machine instead, where it is converted on its way."),
    IN_USE("{path} on {target} is needed by {users}.", "Stop or delete those first."),
    USE_UNKNOWN(
            "Whether {path} on {target} is needed is not known: {users}.",
            "Mend what cannot be read. What is not known counts as in use, so that no disk is lost."),
    NOT_LARGER(
            "{path} on {target} has {size} bytes already.",
            "Give a larger size. A disk cannot be made smaller, as its guest would lose what lies behind."),
    NOT_MADE("{path} was not made on {target}: {reason}", "Nothing of it was left behind."),
    CHANGED_ON_THE_WAY(
            "What arrived for {path} on {target} is not what was sent: {reason}.",
            "Nothing of it was left behind. Try again; if it stays so, check memory and disks of both machines.",
            true),
    SOURCE_CHANGED(
            "{source} changed while it was sent to {target}.",
            "Nothing was left behind. Send an image that nobody writes to."),
    OUTCOME_UNKNOWN(
            "Whether {path} was made on {target} is not known: {reason}",
            "Look when the host answers. If it is not there, remove what may be left as root: rm -rf {remains}"),
    NOT_DELETED(
            "{path} may still be there on {target}: {reason}",
            "Look when the host answers, and delete it again.",
            true);

    private final String message;
    private final String hint;
    private final boolean retryable;

    DiskError(String message, String hint) {
        this(message, hint, false);
    }

    DiskError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "disk-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
