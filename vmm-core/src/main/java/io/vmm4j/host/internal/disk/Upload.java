package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.disk.internal.Qcow2Stream;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Sends an image to a host, as qcow2, which holds no zeros; vmctl(8) makes a raw one of it there, with holes. */
final class Upload {

    /** $1 directory, $2 file, $3 size. Prints the digest of what arrived, if all did. */
    private static final String RECEIVE = "umask 077; trap 'rm -rf \"$1\"; exit 1' HUP INT TERM;"
            + " mkdir \"$1\" || exit 1;"
            + " if cat >\"$2\" && s=$(stat -f %z \"$2\") && [ $s -eq $3 ] && sha256 -q \"$2\"; then exit 0; fi;"
            + " rm -rf \"$1\"; echo \"$s of $3 bytes arrived\" >&2; exit 1";

    private final HostContext context;
    private final Making making;
    private final DiskImage target;

    Upload(HostContext context, Making making, DiskImage target) {
        this.context = context;
        this.making = making;
        this.target = target;
    }

    DiskImage run(Path source, DiskFormat format, ConversionOptions options) {
        try (Qcow2Stream content = Qcow2Stream.of(source, format, options)) {
            long room = target.format() == DiskFormat.RAW ? 2 * content.size() : content.size();
            Room.forNew(context, target.path(), room).ask(context.executor());
            making.preparing(() -> send(content));
            publish();
        }
        return target;
    }

    private void send(Qcow2Stream content) {
        try (Watched stream = new Watched(content.open())) {
            HostPath file = making.beside("sent");
            Command command = Command.oneShot(
                            "sh",
                            "-c",
                            RECEIVE,
                            "sh",
                            making.directory().value(),
                            file.value(),
                            Long.toString(content.size()))
                    .withStdin(Input.stream(stream))
                    .withPrivilege(context.privilege())
                    .withTimeout(context.diskLimit());
            try {
                new Query<>(command, answer -> received(answer, stream)).ask(context.executor());
            } catch (VmmException e) {
                // That the source cannot be read is why the transfer ended.
                throw stream.failure().orElse(e);
            }
        } catch (IOException e) {
            throw new DiskException(
                    making.problem(DiskError.NOT_MADE).with("reason", String.valueOf(e.getMessage())), e);
        }
    }

    private boolean received(Answer answer, Watched stream) {
        if (!answer.result().succeeded()) {
            throw new DiskException(making.problem(DiskError.CHANGED_ON_THE_WAY)
                    .with("reason", answer.result().stderr().strip().replaceAll("\\R+", " / ")));
        }
        String digest = answer.result().stdout().strip();
        if (!digest.equals(stream.digest())) {
            throw new DiskException(making.problem(DiskError.CHANGED_ON_THE_WAY)
                    .with("reason", "its SHA-256 digest is " + digest + " and not " + stream.digest()));
        }
        return true;
    }

    private void publish() {
        String sent = making.beside("sent").value();
        String image = making.image().value();
        List<String> program = target.format() == DiskFormat.QCOW2
                ? List.of("mv", sent, image)
                : List.of("vmctl", "create", "-i", "qcow2:" + sent, "raw:" + image);
        making.run(program, Optional.empty(), answer -> {
            throw new DiskException(making.problem(DiskError.NOT_MADE)
                    .with("reason", answer.result().stderr().strip().replaceAll("\\R+", " / ")));
        });
    }

    /** Counts the digest of what is read, and keeps why it could not be read. */
    private static final class Watched extends FilterInputStream {

        private final MessageDigest digest;
        private volatile Optional<Qcow2Exception> failure = Optional.empty();

        Watched(InputStream content) {
            super(content);
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int count = super.read(into, offset, length);
                if (count > 0) {
                    digest.update(into, offset, count);
                }
                return count;
            } catch (IOException e) {
                if (e.getCause() instanceof Qcow2Exception found) {
                    failure = Optional.of(found);
                }
                throw e;
            }
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        Optional<VmmException> failure() {
            return failure.map(found -> found);
        }
    }
}
