package io.vmm4j.media;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong with catalogues and media. */
public enum MediaError implements ErrorCode {
    BAD_VALUE("The {argument} {value} of the catalogue is wrong: {rule}.", "Correct the catalogue."),
    UNKNOWN_GUEST("The catalogue has no {guest}.", "Take one of these, or add it to the catalogue: {known}."),
    UNKNOWN_MEDIUM("The guest {guest} has no medium {medium}.", "Take one of these: {known}."),
    NOT_RELEASED(
            "The release {guest} has no install media yet: {reason}",
            "Its directory on the mirrors appears weeks before the release. Take the release before it.",
            true),
    NOT_FOUND(
            "The medium {medium} is at none of its places: {reason}",
            "It may have moved. See whether a newer catalogue knows where to.",
            true),
    UNREACHABLE(
            "No place of {medium} could be fetched from on {target}: {reason}",
            "Check the name servers and the way out of the host, or have the program fetch it"
                    + " (FetchOptions.throughProgram).",
            true),
    SUMS_UNREADABLE(
            "The digests of {medium} cannot be read: {reason}.",
            "The list that the project publishes has no such file, or another form. See whether a newer catalogue knows it."),
    NO_KEY(
            "The host {target} has no key {key}, which {medium} is signed with.",
            "An OpenBSD host has the keys of its own release and of the next one. Use a host of such a release, or copy the"
                    + " key from a system that you trust."),
    BAD_SIGNATURE(
            "The signature of {medium} is wrong on every mirror: {reason}",
            "Nothing was kept. Do not use these mirrors before you know why."),
    DIGEST_MISMATCH(
            "The medium {medium} is not what was announced: {reason}",
            "Nothing was kept. A mirror may be in the middle of an update: try later, or name another mirror.",
            true),
    NOT_VERIFIABLE(
            "The catalogue has nothing to verify {medium} by.",
            "Add a digest to the catalogue; or, if you know what you do, name it in FetchOptions.acceptingUnverified."),
    NO_SPACE(
            "There is no room for {medium} on {target}: {reason}",
            "Remove media or disks, or use a directory on another file system."),
    STORE_FAILED("The directory of media {path} on {target} cannot be used: {reason}", "Check its owner and mode."),
    BUSY(
            "Somebody else has been fetching {medium} to {target} for {timeout}: {seen}.",
            "Wait until they have finished, and ask again: what has come is used.",
            true),
    TIMED_OUT(
            "The medium {medium} did not come within {timeout}.",
            "What has come is kept, and the next fetch goes on from there.",
            true),
    NOT_STORED("The medium {medium} is not on {target}.", "Fetch it first.");

    private final String message;
    private final String hint;
    private final boolean retryable;

    MediaError(String message, String hint) {
        this(message, hint, false);
    }

    MediaError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "media-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
