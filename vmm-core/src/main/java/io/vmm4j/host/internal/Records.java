package io.vmm4j.host.internal;

import io.vmm4j.HostPath;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The specifications of VMs that are kept on the host, one file a VM, as they were read. */
public record Records(String target, HostPath directory, Map<String, String> files) {

    /** $1 directory. Prints each file behind a line with its name, or nothing at all if there is no directory. */
    private static final String READ = "[ -d \"$1\" ] || exit 0; cd \"$1\" || exit 1;"
            + " for f in *.json; do [ -f \"$f\" ] || continue; echo \"=$f\"; cat \"$f\"; echo; done";

    static String[] command(HostPath directory) {
        return new String[] {"sh", "-c", READ, "sh", directory.value()};
    }

    /**
     * The records that were printed.
     *
     * @throws VmException if the directory cannot be read
     */
    static Records of(HostPath directory, Answer answer) {
        if (!answer.result().succeeded()) {
            throw new VmException(Problem.of(VmError.RECORDS_UNREADABLE)
                    .with("path", directory)
                    .with("target", answer.target())
                    .with("reason", answer.result().stderr().strip()));
        }
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : answer.result().stdoutLines()) {
            if (line.startsWith("=") && line.endsWith(".json")) {
                current = new StringBuilder();
                files.put(line.substring(1, line.length() - ".json".length()), current);
            } else {
                current.append(line).append('\n');
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((name, text) -> texts.put(name, text.toString()));
        return new Records(answer.target(), directory, texts);
    }

    /**
     * The specification of a VM.
     *
     * @throws VmException if its file cannot be read as one
     */
    Optional<VmSpec> find(VmName name) {
        return Optional.ofNullable(files.get(name.value())).map(text -> read(name.value(), text));
    }

    private VmSpec read(String name, String text) {
        VmSpec spec;
        try {
            spec = VmSpec.fromJson(text);
        } catch (VmmException e) {
            throw new VmException(damaged(name, e.getMessage()), e);
        }
        if (!spec.name().value().equals(name)) {
            throw new VmException(damaged(name, "it is of " + spec.name() + "."));
        }
        return spec;
    }

    private Problem damaged(String name, String reason) {
        return Problem.of(VmError.RECORD_DAMAGED)
                .with("vm", name)
                .with("target", target)
                .with("reason", reason)
                .with("path", directory.value() + "/" + name + ".json");
    }

    /** The texts of those that cannot be read, by file name. */
    public Map<String, String> damaged() {
        Map<VmName, VmSpec> readable = readable();
        Map<String, String> damaged = new LinkedHashMap<>(files);
        readable.keySet().forEach(name -> damaged.remove(name.value()));
        return damaged;
    }

    /** All that can be read; one that is damaged hides no other. */
    public Map<VmName, VmSpec> readable() {
        Map<VmName, VmSpec> specs = new LinkedHashMap<>();
        files.forEach((name, text) -> {
            try {
                specs.put(VmName.of(name), read(name, text));
            } catch (VmmException e) {
                // Whoever asks for this VM by name is told.
            }
        });
        return specs;
    }

    static HostPath file(HostPath directory, VmName name) {
        return HostPath.of(directory.value() + "/" + name.value() + ".json");
    }
}
