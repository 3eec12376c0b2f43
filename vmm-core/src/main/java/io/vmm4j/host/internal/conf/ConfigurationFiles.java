package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.internal.Includes;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.VmConf;
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
        return Includes.parse(main.value(), content, included);
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
}
