package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfEnvironment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of vm.conf(5) as they are on a host. Immutable.
 *
 * @param main the main file
 * @param exists whether it is there
 * @param content what is in it; nothing if it is not there
 * @param included the files it includes, by their names as written; empty if one is not there
 */
public record ConfigurationFiles(
        HostPath main, boolean exists, FileContent content, Map<String, Optional<FileContent>> included) {

    public ConfigurationFiles {
        included = Map.copyOf(included);
    }

    /**
     * What they define. Lines that are not known are kept, and what they refer to is taken to exist.
     *
     * @throws io.vmm4j.vmconf.VmConfSyntaxException if vmd(8) would refuse them
     */
    public VmConf parse() {
        VmConfEnvironment files = new VmConfEnvironment() {
            @Override
            public Optional<byte[]> include(String path) {
                return Optional.ofNullable(included.get(path))
                        .flatMap(file -> file)
                        .map(FileContent::bytes);
            }
        };
        return VmConf.reader().keepingUnknown().on(files).read(main.value(), content.bytes());
    }

    /** Changes if any of them does. */
    String fingerprint() {
        StringBuilder all = new StringBuilder(main.value()).append(exists ? content.sha256() : "-");
        new TreeMap<>(included)
                .forEach((name, file) -> all.append('\n')
                        .append(name)
                        .append(' ')
                        .append(file.map(FileContent::sha256).orElse("-")));
        return FileContent.of(all.toString()).sha256();
    }

    /** Where vmd(8), whose directory is the root, finds what an include names. */
    static String location(String name) {
        return name.startsWith("/") ? name : "/" + name;
    }
}
