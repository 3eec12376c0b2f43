package io.vmm4j.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.FileName;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.MediaSource;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.Medium;
import io.vmm4j.media.MediumKind;
import io.vmm4j.media.Place;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.media.Trust;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.WebContent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The host's part of a fetch, run by shells that we did not write against a server that is not simulated. What only OpenBSD's base
 * system has is stood in for by small scripts: sha256(1), stat(1) with {@code -f}, and ftp(1), which is curl(1) with its exit
 * status and message for what is whole already.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MediaInRealShellsTest {

    private static final int SIZE = 300_000;

    private static final Map<String, String> STAND_INS = Map.of(
            "sha256", "shift; exec sha256sum \"$1\" | cut -d' ' -f1",
            "stat", "[ \"$1 $2\" = '-f %z' ] && exec /usr/bin/stat -c %s \"$3\"",
            "ftp", """
                    r=; case $1 in *C) r='-C -';; esac
                    curl -sS -f $r --connect-timeout "$3" -o "$5" "$6" 2>"$5.err"; s=$?
                    if grep -q 416 "$5.err"; then echo 'ftp: File is already fully retrieved.' >&2
                    elif [ $s != 0 ]; then sed 's/^/ftp: /' "$5.err" >&2; fi
                    rm -f "$5.err"; [ $s = 0 ] || exit 1
                    """);

    private final byte[] content = new byte[SIZE];

    @TempDir
    Path root;

    private LoopbackWeb server;

    @BeforeEach
    void serve() throws IOException {
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        server = LoopbackWeb.serving("/image.raw", content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Medium medium(String digest, String... directories) {
        List<Place> places = new ArrayList<>();
        for (String directory : directories) {
            places.add(new Place(URI.create("http://127.0.0.1:" + server.port() + directory), Place.Lasting.ARCHIVE));
        }
        return new Medium(
                "mine",
                "image",
                MediumKind.IMAGE,
                new FileName.Exact("image.raw"),
                places,
                new Trust.Pinned(DigestAlgorithm.SHA256, digest),
                SIZE);
    }

    private String digest() {
        return WebContent.of(content).digest("SHA-256");
    }

    private MediaStore store(String shell) throws IOException {
        Requirement.require(Files.isExecutable(Path.of("/bin", shell)), shell);
        Requirement.require(Files.isExecutable(Path.of("/usr/bin/curl")), "curl(1)");
        Requirement.require(Files.isExecutable(Path.of("/usr/bin/sha256sum")), "sha256sum(1) and GNU stat(1)");
        Path bin = Files.createDirectory(root.resolve("bin"));
        for (Map.Entry<String, String> one : STAND_INS.entrySet()) {
            script(bin.resolve(one.getKey()), one.getValue());
        }
        script(bin.resolve("sh"), "exec " + shell + " \"$@\"");
        CommandExecutor executor = new Elsewhere(LocalExecutor.create(RootAccess.DIRECT), bin + ":/usr/bin:/bin");
        return VmmHost.builder(executor)
                .asUser()
                .build()
                .media()
                .in(HostPath.of(root.resolve("media").toString()));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(root.resolve("media"))) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.resolve("media").relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh", "ksh93"})
    void a_medium_comes_from_the_second_place_and_is_verified(String shell) throws IOException {
        MediaStore store = store(shell);

        StoredMedium stored = store.fetch(medium(digest(), "/gone/", "/"));

        assertThat(Files.readAllBytes(Path.of(stored.path().value()))).isEqualTo(content);
        assertThat(files()).containsExactly("mine/.image.raw.json", "mine/image.raw");
        assertThat(store.list()).containsExactly(stored);
        store.remove(stored);
        assertThat(store.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh", "ksh93"})
    void what_was_broken_off_goes_on(String shell) throws IOException {
        MediaStore store = store(shell);
        server.cutAt(SIZE / 2);
        assertThat(catchThrowableOfType(
                                MediaException.class, () -> store.fetch(medium(digest(), "/"), FetchOptions.defaults()))
                        .code())
                .isEqualTo(MediaError.UNREACHABLE);
        assertThat(root.resolve("media/mine/image.raw")).doesNotExist();
        server.cutAt(SIZE);

        StoredMedium stored = store.fetch(medium(digest(), "/"));

        assertThat(Files.readAllBytes(Path.of(stored.path().value()))).isEqualTo(content);
        assertThat(server.offsets()).last().isEqualTo(SIZE / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh", "ksh93"})
    void something_else_is_not_kept(String shell) throws IOException {
        MediaStore store = store(shell);

        MediaException refused =
                catchThrowableOfType(MediaException.class, () -> store.fetch(medium("0".repeat(64), "/")));

        assertThat(refused.code()).isEqualTo(MediaError.DIGEST_MISMATCH);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh", "ksh93"})
    void the_program_streams_it_to_a_host_without_a_way_out(String shell) throws IOException {
        MediaStore store = store(shell);
        script(root.resolve("bin/ftp"), "exit 1");
        FetchOptions through = FetchOptions.defaults().throughProgram(MediaSource.http(Duration.ofSeconds(10)));
        server.cutAt(SIZE / 3);
        assertThat(catchThrowableOfType(RuntimeException.class, () -> store.fetch(medium(digest(), "/"), through)))
                .isNotNull();
        assertThat(root.resolve("media/mine/image.raw")).doesNotExist();
        server.cutAt(SIZE);

        StoredMedium stored = store.fetch(medium(digest(), "/gone/", "/"), through);

        assertThat(Files.readAllBytes(Path.of(stored.path().value()))).isEqualTo(content);
        assertThat(files()).containsExactly("mine/.image.raw.json", "mine/image.raw");
    }

    /** Has commands look for their programs elsewhere. */
    private record Elsewhere(CommandExecutor below, String path) implements CommandExecutor {

        @Override
        public String target() {
            return below.target();
        }

        @Override
        public RunningCommand start(Command command, OutputSink output) {
            return below.start(command.withEnvironment("PATH", path), output);
        }

        @Override
        public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
            return below.openTerminal(command.withEnvironment("PATH", path), size, output);
        }

        @Override
        public Tunnel openTunnel(String host, int port, Duration timeout) {
            return below.openTunnel(host, port, timeout);
        }

        @Override
        public CommandExecutor newConnection() {
            return new Elsewhere(below.newConnection(), path);
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
