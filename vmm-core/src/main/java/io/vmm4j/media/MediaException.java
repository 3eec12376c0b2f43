package io.vmm4j.media;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.ShellWords;
import java.util.Collection;

/** A catalogue, or a medium, is not what it should be. Its message says which and why. */
public final class MediaException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public MediaException(Problem problem) {
        super(problem);
    }

    /** What went wrong, and why. */
    public MediaException(Problem problem, Throwable cause) {
        super(problem, cause);
    }

    static MediaException badValue(String argument, Object value, String rule) {
        return new MediaException(Problem.of(MediaError.BAD_VALUE)
                .with("argument", argument)
                .with("value", ShellWords.display(String.valueOf(value)))
                .with("rule", rule));
    }

    static MediaException unknownGuest(String id, Collection<String> known) {
        return new MediaException(Problem.of(MediaError.UNKNOWN_GUEST)
                .with("guest", ShellWords.display(id))
                .with("known", String.join(", ", known)));
    }

    static MediaException unknownMedium(CatalogEntry entry, String name) {
        return new MediaException(Problem.of(MediaError.UNKNOWN_MEDIUM)
                .with("guest", entry.id())
                .with("medium", ShellWords.display(name))
                .with(
                        "known",
                        String.join(
                                ", ", entry.media().stream().map(Medium::name).toList())));
    }
}
