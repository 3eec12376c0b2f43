package io.vmm4j.media.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.media.Availability;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why mirrors were passed over, and what it means if none is left. Used by one thread. */
final class Notes {

    private final List<Note> notes = new ArrayList<>();

    /** What kind of fault a mirror has. */
    enum Fault {
        NOT_FOUND,
        MISMATCH,
        BAD_SIGNATURE,
        UNREADABLE,
        OTHER
    }

    private record Note(URI url, Fault fault, String text) {}

    void add(URI url, Fault fault, String text) {
        notes.add(new Note(url, fault, text));
    }

    /** What a program said of a URL that it could not fetch. */
    void failed(URI url, String said) {
        boolean gone = said.contains("404") || said.contains("410 ");
        add(url, gone ? Fault.NOT_FOUND : Fault.OTHER, said.isBlank() ? "no reason was given" : said.strip());
    }

    boolean onlyMissing() {
        return !notes.isEmpty() && notes.stream().allMatch(note -> note.fault() == Fault.NOT_FOUND);
    }

    MediaException failure(String medium, String guest, String target, Availability availability) {
        MediaError code = MediaError.UNREACHABLE;
        if (has(Fault.BAD_SIGNATURE)) {
            code = MediaError.BAD_SIGNATURE;
        } else if (has(Fault.MISMATCH)) {
            code = MediaError.DIGEST_MISMATCH;
        } else if (has(Fault.UNREADABLE)) {
            code = MediaError.SUMS_UNREADABLE;
        } else if (onlyMissing()) {
            code = availability == Availability.ANNOUNCED ? MediaError.NOT_RELEASED : MediaError.NOT_FOUND;
        }
        return new MediaException(Problem.of(code)
                .with("medium", medium)
                .with("guest", guest)
                .with("target", target)
                .with("reason", this));
    }

    private boolean has(Fault fault) {
        return notes.stream().anyMatch(note -> note.fault() == fault);
    }

    @Override
    public String toString() {
        return notes.stream().map(note -> note.url() + ": " + note.text()).collect(Collectors.joining("; "));
    }
}
