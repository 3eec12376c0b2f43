package io.vmm4j.examples.cli;

import io.vmm4j.exec.Secret;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files of this machine that options name. */
final class LocalText {

    private LocalText() {}

    /** What the file of an option holds. */
    static String read(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongUsage(
                    "The file of " + option + ", " + file + ", cannot be read: " + reason(e) + ".",
                    "Name a text file of this machine that you may read.");
        }
    }

    /** The first line of the file of an option. */
    static Secret firstLine(String option, Path file) {
        String line = read(option, file).lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new WrongUsage(
                    "The first line of the file of " + option + ", " + file + ", is empty.",
                    "Write the secret into its first line.");
        }
        return Secret.of(line);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is none";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof MalformedInputException ? "it is not UTF-8" : String.valueOf(e.getMessage());
    }
}
