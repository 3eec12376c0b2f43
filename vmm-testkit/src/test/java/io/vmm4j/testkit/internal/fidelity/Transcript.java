package io.vmm4j.testkit.internal.fidelity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one command did on a real host.
 *
 * @param name the file's name without its end
 * @param user who ran it
 * @param command for sh(1)
 * @param stdin what it reads
 * @param stdout its standard output
 * @param stderr its standard error
 * @param status its exit status
 */
record Transcript(String name, String user, String command, String stdin, String stdout, String stderr, int status) {

    private static final String FOLDER = "/transcripts/openbsd-7.6-current";
    private static final Pattern LAYOUT = Pattern.compile(
            "\\$ (.*?)\n(?:\\[stdin]\n(.*?))?\\[stdout]\n(.*)\\[stderr]\n(.*)\\[exit ([0-9]+)]\n?", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("^\\(as ([a-z]+)\\) (.*)|(.*?) +# as user ([a-z]+).*");

    /** The names of all files, sorted. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .map(file -> file.substring(0, file.length() - ".txt".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            URI place = Transcript.class.getResource(FOLDER).toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of them; empty if it is not the transcript of a command. */
    static Optional<Transcript> read(String name) {
        String text;
        try {
            text = Files.readString(folder().resolve(name + ".txt"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher layout = LAYOUT.matcher(text);
        if (!layout.matches()) {
            return Optional.empty();
        }
        String user = "root";
        String command = layout.group(1);
        Matcher other = USER.matcher(command);
        if (other.matches()) {
            user = other.group(1) != null ? other.group(1) : other.group(4);
            command = other.group(1) != null ? other.group(2) : other.group(3);
        }
        String stdin = layout.group(2) == null ? "" : layout.group(2);
        return Optional.of(new Transcript(
                name, user, command, stdin, layout.group(3), layout.group(4), Integer.parseInt(layout.group(5))));
    }

    /** How a result differs; empty if it does not. */
    List<String> differences(String gotStdout, String gotStderr, int gotStatus, List<Normalisation> normalisations) {
        List<String> differences = new ArrayList<>();
        compare(differences, "stdout", stdout, gotStdout, normalisations);
        compare(differences, "stderr", stderr, gotStderr, normalisations);
        if (status != gotStatus) {
            differences.add("exit: wanted " + status + ", got " + gotStatus);
        }
        return differences;
    }

    private static void compare(
            List<String> differences, String stream, String wanted, String got, List<Normalisation> normalisations) {
        String left = wanted;
        String right = got;
        for (Normalisation normalisation : normalisations) {
            left = normalisation.apply(left);
            right = normalisation.apply(right);
        }
        if (!left.equals(right)) {
            differences.add(stream + ": wanted\n" + left + "got\n" + right);
        }
    }
}
