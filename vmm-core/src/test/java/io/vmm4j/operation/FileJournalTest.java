package io.vmm4j.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    private static final JournalEntry FIRST = new JournalEntry("a", "{\"what\":\"one\"}");
    private static final JournalEntry SECOND = new JournalEntry("b", "{\"what\":\"zw\u00f6lf\"}");
    private static final JournalEntry THIRD = new JournalEntry("a", "{\"what\":\"three\"}");

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void path() {
        path = directory.resolve("journal");
    }

    private void write(JournalEntry... entries) {
        try (Journal journal = Journal.file(path)) {
            for (JournalEntry entry : entries) {
                journal.append(entry);
            }
        }
    }

    private List<JournalEntry> read() {
        try (Journal journal = Journal.file(path)) {
            return journal.entries();
        }
    }

    @Test
    void what_was_written_is_read_by_the_next_program() throws IOException {
        write(FIRST, SECOND);
        write(THIRD);

        assertThat(read()).containsExactly(FIRST, SECOND, THIRD);
        assertThat(Files.readAllLines(path)).hasSize(3).allMatch(line -> line.startsWith("{\"operation\":"));
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Files.writeString(path, "");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        write(FIRST);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (Journal journal = Journal.file(path)) {
            journal.compact(entry -> false);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void it_can_be_cut_anywhere_in_its_last_line_and_what_was_before_is_kept() throws IOException {
        write(FIRST, SECOND);
        byte[] whole = Files.readAllBytes(path);
        int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            write(THIRD);

            assertThat(read()).isEqualTo(length < firstLine ? List.of(THIRD) : List.of(FIRST, THIRD));
        }
    }

    @Test
    void a_file_that_grew_without_its_content_is_cut() throws IOException {
        write(FIRST);
        Files.write(path, new byte[100], java.nio.file.StandardOpenOption.APPEND);

        assertThat(read()).containsExactly(FIRST);
    }

    @Test
    void damage_elsewhere_is_an_error_and_changes_nothing() throws IOException {
        write(FIRST, SECOND, THIRD);
        String damaged = Files.readString(path).replaceFirst("\"operation\"", "\"opera");
        Files.writeString(path, damaged);

        assertThatThrownBy(this::read).hasMessageContaining("line 1").hasMessageContaining(path.toString());
        assertThat(Files.readString(path)).isEqualTo(damaged);
    }

    @Test
    void two_cannot_have_it_at_once() {
        try (Journal journal = Journal.file(path)) {
            assertThatThrownBy(() -> Journal.file(path))
                    .isInstanceOfSatisfying(
                            OperationException.class,
                            failure -> assertThat(failure.code()).isEqualTo(OperationError.JOURNAL_IN_USE));
            journal.append(FIRST);
        }
        assertThat(read()).containsExactly(FIRST);
    }

    @Test
    void it_is_compacted_and_written_on() {
        write(FIRST, SECOND);
        try (Journal journal = Journal.file(path)) {
            journal.compact(entry -> entry.operation().equals("b"));
            journal.append(THIRD);
            assertThat(journal.entries()).containsExactly(SECOND, THIRD);
        }
        assertThat(read()).containsExactly(SECOND, THIRD);
        assertThat(directory).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
    }

    @Test
    void a_closed_one_refuses_to_write() {
        Journal journal = Journal.file(path);
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(FIRST))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure -> assertThat(failure.code()).isEqualTo(OperationError.JOURNAL_FAILED));
    }

    /** What a careless program might try to keep. */
    record Login(String user, Secret password) {}

    @Test
    void secrets_cannot_be_kept() {
        assertThatThrownBy(() -> Kept.text(Secret.class, Secret::of)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Kept.json(Login.class, Login::toString, json -> new Login(json, Secret.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
