package io.vmm4j.host.internal.disk;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Looks at the beginnings of many files in one round trip. */
final class Heads {

    /** $1 how many bytes; then files. Each gets a line, and behind it the bytes. */
    private static final String LOOK = "look() { if [ -f \"$1\" ]; then"
            + " if s=$(stat -L -f '%d:%i %z %b' \"$1\") && [ -r \"$1\" ]; then"
            + " printf 'file %s %s\\n' \"$s\" \"$1\"; dd \"if=$1\" bs=$b count=1 2>/dev/null; else"
            + " printf 'unreadable %s\\n' \"$1\"; fi;"
            + " elif [ -e \"$1\" ]; then printf 'unreadable %s\\n' \"$1\"; else printf 'missing %s\\n' \"$1\"; fi; }; b=$1; shift;";

    private static final String EACH = LOOK + " for f in \"$@\"; do look \"$f\"; done";

    /** $2 is a directory; only its regular files count, and of them only those with names that a path can have. */
    private static final String ALL = LOOK + " [ -d \"$1\" ] || { echo \"$1: no directory\" >&2; exit 1; };"
            + " for f in \"${1%/}\"/* \"${1%/}\"/.[!.]*; do case $f in *[[:cntrl:]]*) continue;; esac;"
            + " if [ -f \"$f\" ]; then look \"$f\"; fi; done";

    private Heads() {}

    static Query<List<Head>> of(HostContext context, Collection<HostPath> paths) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", EACH, "sh", Integer.toString(Head.BYTES)));
        paths.forEach(path -> argv.add(path.value()));
        return query(context, argv);
    }

    /** All regular files of a directory; none if there is no such directory. */
    static Query<List<Head>> in(HostContext context, HostPath directory) {
        return query(context, List.of("sh", "-c", ALL, "sh", Integer.toString(Head.BYTES), directory.value()));
    }

    private static Query<List<Head>> query(HostContext context, List<String> argv) {
        Command command = Command.read(argv.toArray(String[]::new)).withPrivilege(context.privilege());
        return new Query<>(command, answer -> parse(answer.result().stdoutBytes()));
    }

    private static List<Head> parse(byte[] printed) {
        List<Head> heads = new ArrayList<>();
        int at = 0;
        while (at < printed.length) {
            int end = at;
            while (end < printed.length && printed[end] != '\n') {
                end++;
            }
            String[] words = new String(printed, at, end - at, StandardCharsets.UTF_8).split(" ", 5);
            at = end + 1;
            if (words[0].equals("file") && words.length == 5 && words[4].startsWith("/")) {
                long size = Long.parseLong(words[2]);
                int length = (int) Math.min(Math.min(size, Head.BYTES), Math.max(0, printed.length - at));
                byte[] start = Arrays.copyOfRange(printed, at, at + length);
                at += length;
                heads.add(new Head(
                        HostPath.of(words[4]),
                        Head.State.FILE,
                        words[1],
                        size,
                        Long.parseLong(words[3]) * 512,
                        ByteBuffer.wrap(start)));
            } else {
                HostPath path =
                        HostPath.of(String.join(" ", Arrays.asList(words).subList(1, words.length)));
                heads.add(Head.without(path, words[0].equals("missing") ? Head.State.MISSING : Head.State.UNREADABLE));
            }
        }
        return heads;
    }
}
