package io.vmm4j.internal;

import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that a vm.conf(5) includes, and that those include: which there are shows only in what was read before. */
public final class Includes {

    /** How many levels are followed. */
    public static final int MOST_LEVELS = 16;

    private Includes() {}

    /** Reads files of a host. */
    @FunctionalInterface
    public interface Source {

        /** Those of these names, as written; empty for one that is not there. */
        Map<String, Optional<FileContent>> read(Set<String> names);
    }

    /**
     * All of them, by their names as written; empty if they are too deep.
     *
     * @param file the main file
     * @param content what is in it
     * @param source asked once for each level
     */
    public static Optional<Map<String, Optional<FileContent>>> follow(String file, FileContent content, Source source) {
        Map<String, Optional<FileContent>> known = new HashMap<>();
        for (int level = 0; level <= MOST_LEVELS; level++) {
            Set<String> missing = missing(file, content, known);
            if (missing.isEmpty()) {
                return Optional.of(Map.copyOf(known));
            }
            known.putAll(source.read(missing));
        }
        return Optional.empty();
    }

    private static Set<String> missing(String file, FileContent content, Map<String, Optional<FileContent>> known) {
        Set<String> missing = new LinkedHashSet<>();
        VmConfEnvironment listening = new VmConfEnvironment() {
            @Override
            public Optional<byte[]> include(String path) {
                if (!known.containsKey(path)) {
                    missing.add(path);
                }
                return known.getOrDefault(path, Optional.empty()).map(FileContent::bytes);
            }
        };
        VmConf.reader().keepingUnknown().on(listening).verdict(file, content.bytes());
        return missing;
    }

    /**
     * What the files define. Lines that are not known are kept, and what they refer to is taken to exist.
     *
     * @throws io.vmm4j.vmconf.VmConfSyntaxException if vmd(8) would refuse them
     */
    public static VmConf parse(String file, FileContent content, Map<String, Optional<FileContent>> included) {
        VmConfEnvironment files = new VmConfEnvironment() {
            @Override
            public Optional<byte[]> include(String path) {
                return included.getOrDefault(path, Optional.empty()).map(FileContent::bytes);
            }
        };
        return VmConf.reader().keepingUnknown().on(files).read(file, content.bytes());
    }

    /** Where vmd(8), whose directory is the root, finds what an include names. */
    public static String location(String name) {
        return name.startsWith("/") ? name : "/" + name;
    }
}
