package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the sets of OpenBSD come from and which of them are installed.
 *
 * @param server the web server, {@code cdn.openbsd.org} or {@code http://10.0.0.1:8080}; empty for the ISO image in the
 *     cdrom drive, whose sets carry no signature of their own
 * @param directory the directory on it; empty for the release's own
 * @param selection what to leave out or take in, as {@code -game*}
 */
public record SetsSource(Optional<String> server, Optional<String> directory, List<String> selection) {

    private static final Pattern SERVER =
            Pattern.compile("(https?://)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern DIRECTORY = Pattern.compile("[A-Za-z0-9._/+~-]+");
    private static final Pattern WORD = Pattern.compile("[+-]?[A-Za-z0-9.*?]+");
    private static final List<String> LEAN = List.of("-game*", "-x*");

    public SetsSource {
        selection = List.copyOf(selection);
        server.ifPresent(text -> require(SERVER, "server", text, "it is no host with perhaps http:// and a port"));
        directory.ifPresent(text -> require(DIRECTORY, "directory", text, "it is no plain path"));
        selection.forEach(word -> {
            require(WORD, "set", word, "it is no name or pattern of a set");
            if (word.equals("done") || word.equals("abort")) {
                throw refused("set", word, "it ends the selection");
            }
        });
    }

    /** A mirror, without games and X. */
    public static SetsSource mirror(String server) {
        return new SetsSource(Optional.of(server), Optional.empty(), LEAN);
    }

    /** The ISO image in the cdrom drive, without games and X. It must have been verified as a whole before. */
    public static SetsSource cdrom() {
        return new SetsSource(Optional.empty(), Optional.empty(), LEAN);
    }

    /** The same with these sets left out or taken in. */
    public SetsSource select(List<String> words) {
        return new SetsSource(server, directory, words);
    }

    /** The same with another directory on the server. */
    public SetsSource in(String path) {
        return new SetsSource(server, Optional.of(path), selection);
    }

    boolean fromCdrom() {
        return server.isEmpty();
    }

    /** The answer to the question which sets. */
    public String words() {
        return selection.stream().map(word -> word + " ").collect(Collectors.joining()) + "done";
    }

    private static void require(Pattern pattern, String argument, String text, String reason) {
        if (!pattern.matcher(text).matches()) {
            throw refused(argument, text, reason);
        }
    }

    private static InvalidValueException refused(String argument, String text, String reason) {
        return new InvalidValueException(InvalidValueException.problem(SetupError.NOT_EXPRESSIBLE, argument, text)
                .with("system", "an answer of OpenBSD's installer")
                .with("reason", reason));
    }
}
