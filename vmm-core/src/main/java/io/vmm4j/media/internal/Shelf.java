package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at the directory has found.
 *
 * @param media what is there
 * @param parts how much of what has come, by guest and file
 * @param locked what somebody is fetching, by guest and file
 * @param available how many bytes there is room for
 */
record Shelf(List<StoredMedium> media, Map<String, Long> parts, Set<String> locked, long available) {

    /** Looks. */
    static Query<Shelf> look(HostContext context, HostPath directory) {
        Command command = Command.read("sh", "-c", MediaScripts.LOOK, "sh", directory.value())
                .withPrivilege(context.privilege());
        return new Query<>(command, answer -> read(directory, answer));
    }

    private static Shelf read(HostPath directory, Answer answer) {
        if (!answer.result().succeeded()) {
            throw new MediaException(Problem.of(MediaError.STORE_FAILED)
                    .with("path", directory)
                    .with("target", answer.target())
                    .with("reason", answer.result().stderr().strip()));
        }
        List<StoredMedium> media = new ArrayList<>();
        Map<String, Long> parts = new HashMap<>();
        Set<String> locked = new HashSet<>();
        long available = Long.MAX_VALUE;
        String[] record = {};
        for (String line : answer.result().stdoutLines()) {
            String[] words = line.split(" +");
            if (record.length == 3) {
                stored(directory, record[1], Long.parseLong(record[2]), line).ifPresent(media::add);
                record = new String[0];
            } else if (words[0].equals("record")) {
                record = words;
            } else if (words[0].equals("part") && words.length == 3) {
                parts.put(words[1], Long.parseLong(words[2]));
            } else if (words[0].equals("lock") && words.length == 3) {
                locked.add(words[1]);
            } else if (words[0].equals("df") && words.length > 5) {
                available = available(words);
            }
        }
        media.sort(Comparator.comparing(StoredMedium::medium).thenComparing(StoredMedium::fetched));
        return new Shelf(List.copyOf(media), parts, locked, available);
    }

    /** Read from the right: a device's name may have blanks. Nothing is left where only the reserve is. */
    private static long available(String[] words) {
        for (int i = words.length - 1; i > 0; i--) {
            if (words[i].endsWith("%")) {
                return Math.max(0, Long.parseLong(words[i - 1]) * 1024);
            }
        }
        return Long.MAX_VALUE;
    }

    /** A record that cannot be read is none: its medium will be fetched again. */
    private static Optional<StoredMedium> stored(HostPath directory, String file, long size, String record) {
        try {
            return Optional.of(RecordJson.read(directory.resolve(file), size, record));
        } catch (VmmException e) {
            return Optional.empty();
        }
    }

    /** The newest of what is there of a medium. */
    Optional<StoredMedium> newest(Medium medium) {
        return media.stream()
                .filter(one -> one.medium().equals(medium.id()))
                .max(Comparator.comparing(StoredMedium::fetched));
    }

    /** How much of a file has come. */
    long part(String file) {
        return parts.getOrDefault(file, 0L);
    }
}
