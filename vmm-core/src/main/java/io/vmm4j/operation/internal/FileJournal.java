package io.vmm4j.operation.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.JournalEntry;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A journal in a file: one JSON object a line. A second file, which is locked, keeps other programs away. */
public final class FileJournal implements Journal {

    private static final String OPERATION = "operation";
    private static final String ENTRY = "entry";

    private final Path path;
    private final FileChannel lockFile;
    /** Replaced when the file is. */
    private FileChannel file;

    private boolean usable = true;

    private FileJournal(Path path, FileChannel lockFile, FileChannel file) {
        this.path = path;
        this.lockFile = lockFile;
        this.file = file;
    }

    /** Opens or makes it. */
    public static FileJournal open(Path path) {
        Path absolute = path.toAbsolutePath();
        try {
            FileChannel lockFile = PrivateFiles.open(beside(absolute, ".lock"));
            try {
                lock(absolute, lockFile);
                FileChannel file = PrivateFiles.open(absolute);
                PrivateFiles.syncDirectory(absolute);
                FileJournal journal = new FileJournal(absolute, lockFile, file);
                journal.dropTornEnd();
                return journal;
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(absolute, e);
        }
    }

    private static void lock(Path path, FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // This program has it open.
        }
        throw new OperationException(Problem.of(OperationError.JOURNAL_IN_USE).with("path", path), null);
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** A line that was being written when the machine went down, or that is there only in part, was never promised to anybody. */
    private void dropTornEnd() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        int lineStart = end - 1;
        while (lineStart > 0 && bytes[lineStart - 1] != '\n') {
            lineStart--;
        }
        if (end > 0 && !readable(new String(bytes, lineStart, end - 1 - lineStart, StandardCharsets.UTF_8))) {
            end = lineStart;
        }
        if (end < bytes.length) {
            file.truncate(end);
            file.force(true);
        }
        entries();
    }

    private static boolean readable(String line) {
        try {
            read(line);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static JournalEntry read(String line) {
        JsonNode json = Json.parse(line);
        if (!json.path(OPERATION).isTextual() || !json.path(ENTRY).isObject()) {
            throw new IllegalArgumentException("not an entry");
        }
        return new JournalEntry(json.get(OPERATION).textValue(), json.get(ENTRY).toString());
    }

    private static String line(JournalEntry entry) {
        return Json.object()
                        .put(OPERATION, entry.operation())
                        .set(ENTRY, Json.parse(entry.document()))
                        .toString()
                + '\n';
    }

    @Override
    public synchronized List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(path)) {
                entries.add(read(line));
            }
        } catch (IllegalArgumentException e) {
            throw new OperationException(
                    Problem.of(OperationError.JOURNAL_DAMAGED)
                            .with("path", path)
                            .with("reason", "line " + (entries.size() + 1) + ": " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw failed(path, e);
        }
        return entries;
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        requireUsable();
        try {
            long before = file.size();
            try {
                write(file, before, line(entry));
            } catch (IOException e) {
                // Half a line must not be in front of the next one.
                usable = false;
                file.truncate(before);
                file.force(true);
                usable = true;
                throw e;
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void write(FileChannel channel, long position, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(true);
    }

    @Override
    public synchronized void compact(Predicate<JournalEntry> kept) {
        requireUsable();
        List<JournalEntry> all = entries();
        List<JournalEntry> remaining = all.stream().filter(kept).toList();
        if (remaining.size() == all.size()) {
            return;
        }
        Path next = beside(path, ".new");
        try {
            Files.deleteIfExists(next);
            StringBuilder text = new StringBuilder();
            remaining.forEach(entry -> text.append(line(entry)));
            FileChannel replacement = PrivateFiles.open(next);
            try {
                write(replacement, 0, text.toString());
                Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                replacement.close();
                throw e;
            }
            file.close();
            file = replacement;
            PrivateFiles.syncDirectory(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void requireUsable() {
        if (!usable || !file.isOpen()) {
            throw failed(path, new IOException(usable ? "it is closed" : "an earlier write failed half way"));
        }
    }

    private static OperationException failed(Path path, IOException cause) {
        return new OperationException(
                Problem.of(OperationError.JOURNAL_FAILED).with("path", path).with("reason", Reasons.of(cause)), cause);
    }

    @Override
    public synchronized void close() {
        try {
            try {
                file.close();
            } finally {
                lockFile.close();
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    @Override
    public String toString() {
        return "Journal[" + path + "]";
    }
}
