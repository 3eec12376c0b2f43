package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.ScaledNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How much data the processes of vmd(8) may have: its login class is vmd if there is one, else daemon. login.conf(5). */
final class DataLimit {

    private static final List<String> FILES = List.of("/etc/login.conf.d/vmd", "/etc/login.conf");
    private static final int DEEPEST = 32;

    private final List<List<String>> records = new ArrayList<>();

    private DataLimit(Files files) {
        for (String path : FILES) {
            try {
                String text = FileText.read(files, path).replace("\\\n", "");
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line -> records.add(List.of(line.split(":")).stream()
                                .map(String::strip)
                                .toList()));
            } catch (SystemError e) {
                // A file that is not there limits nothing.
            }
        }
    }

    /** In bytes; no limit at all is the largest number. */
    static long of(Files files) {
        DataLimit classes = new DataLimit(files);
        return classes.limit(classes.find("vmd").isPresent() ? "vmd" : "daemon");
    }

    private Optional<List<String>> find(String name) {
        return records.stream()
                .filter(record -> List.of(record.get(0).split("\\|")).contains(name))
                .findFirst();
    }

    private long limit(String name) {
        Optional<List<String>> record = find(name);
        for (int depth = 0; depth < DEEPEST && record.isPresent(); depth++) {
            for (String field : record.get()) {
                if (field.startsWith("datasize=") || field.startsWith("datasize-cur=")) {
                    return bytes(field.substring(field.indexOf('=') + 1));
                }
            }
            record = record.get().stream()
                    .filter(field -> field.startsWith("tc="))
                    .findFirst()
                    .flatMap(field -> find(field.substring("tc=".length())));
        }
        return Long.MAX_VALUE;
    }

    private static long bytes(String text) {
        try {
            return ScaledNumber.scan(text);
        } catch (SystemError e) {
            return Long.MAX_VALUE;
        }
    }
}
