package io.vmm4j;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command that was run on a real OpenBSD, from {@code samples/real-7.6}.
 *
 * @param command as it was typed, without remarks
 * @param stdout what it printed
 * @param stderr what it printed there
 * @param exitStatus how it ended
 */
public record RecordedCommand(String command, String stdout, String stderr, int exitStatus) {

    private static final Pattern FORM =
            Pattern.compile("\\$ ([^\n]*)\n\\[stdout\\]\n(.*)\\[stderr\\]\n(.*)\\[exit ([0-9]+)\\]\n*", Pattern.DOTALL);

    /** The names of all recordings that begin so, without {@code .txt}. */
    public static List<String> names(String prefix) {
        try (Stream<Path> files = Files.list(Paths.get("src/test/resources/samples/real-7.6"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RecordedCommand load(String name) {
        Matcher form = FORM.matcher(sample("real-7.6/" + name + ".txt"));
        if (!form.matches()) {
            throw new IllegalArgumentException("not of the recordings' form: " + name);
        }
        String command = form.group(1).replaceAll(" +# .*", "");
        return new RecordedCommand(command, form.group(2), form.group(3), Integer.parseInt(form.group(4)));
    }

    /** The text of a sample. */
    public static String sample(String name) {
        try (InputStream in = RecordedCommand.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such sample: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recording as the answer to a command of ours. */
    public Answer answerTo(Command ours) {
        return answer(ours, stdout, stderr, exitStatus);
    }

    public static Answer answer(Command command, String stdout, String stderr, int exitStatus) {
        return new Answer(
                "ssh://root@vmhost:22",
                command,
                new CommandResult(
                        Exit.of(exitStatus, Duration.ofMillis(20)),
                        stdout.getBytes(StandardCharsets.UTF_8),
                        stderr.getBytes(StandardCharsets.UTF_8)));
    }
}
