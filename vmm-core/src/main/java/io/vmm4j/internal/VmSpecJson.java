package io.vmm4j.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.BootDevice;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.MemorySize;
import io.vmm4j.NetworkMode;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmSpecBuilder;
import java.util.Optional;

/** {@link VmSpec} as JSON. */
public final class VmSpecJson {

    private static final int VERSION = 1;

    private VmSpecJson() {}

    /** The document of a VM. */
    public static String write(VmSpec spec) {
        return tree(spec).toPrettyString();
    }

    /** The document of a VM, to be part of another. */
    public static ObjectNode tree(VmSpec spec) {
        ObjectNode json = JsonFields.empty();
        json.put("version", VERSION);
        json.put("name", spec.name().value());
        json.put("memory", spec.memory().toString());
        if (!spec.disks().isEmpty()) {
            ArrayNode disks = json.putArray("disks");
            spec.disks().forEach(disk -> write(disk, disks.addObject()));
        }
        spec.cdrom().ifPresent(path -> json.put("cdrom", path.value()));
        spec.kernel().ifPresent(path -> json.put("kernel", path.value()));
        spec.bootDevice().ifPresent(device -> json.put("bootDevice", device.toString()));
        if (!spec.networks().isEmpty()) {
            ArrayNode networks = json.putArray("networks");
            spec.networks().forEach(network -> write(network, networks.addObject()));
        }
        return json;
    }

    private static void write(DiskSpec disk, ObjectNode json) {
        if (disk instanceof DiskSpec.Existing) {
            json.put("kind", "existing").put("image", disk.image().toString());
        } else if (disk instanceof DiskSpec.Blank blank) {
            json.put("kind", "blank").put("image", disk.image().toString());
            json.put("size", blank.size().toString());
        } else if (disk instanceof DiskSpec.Copy copy) {
            json.put("kind", "copy").put("image", disk.image().toString());
            json.put("source", copy.source().toString());
            copy.size().ifPresent(size -> json.put("size", size.toString()));
        } else if (disk instanceof DiskSpec.Derived derived) {
            json.put("kind", "derived").put("image", disk.image().toString());
            json.put("base", derived.base().value());
        } else {
            throw new IllegalStateException("no JSON for " + disk);
        }
    }

    private static void write(NetworkMode network, ObjectNode json) {
        if (network instanceof NetworkMode.Local) {
            json.put("mode", "local");
        } else if (network instanceof NetworkMode.Bridged bridged) {
            json.put("mode", "bridged").put("switch", bridged.switchName().value());
        } else if (network instanceof NetworkMode.Routed routed) {
            json.put("mode", "routed").put("switch", routed.switchName().value());
            json.put("subnet", routed.subnet().toString());
        } else {
            throw new IllegalStateException("no JSON for " + network);
        }
    }

    /** The VM of a document. */
    public static VmSpec read(String text) {
        JsonFields json = JsonFields.parse(text);
        json.requireVersion("version", VERSION);
        VmSpecBuilder spec = VmSpec.builder(json.required("name", VmName::of));
        json.optional("memory", MemorySize::of).ifPresent(spec::memory);
        json.objects("disks").forEach(disk -> spec.disk(readDisk(disk)));
        json.optional("cdrom", HostPath::of).ifPresent(spec::cdrom);
        json.optional("kernel", HostPath::of).ifPresent(spec::kernel);
        json.optionalWord("bootDevice", BootDevice.values()).ifPresent(spec::bootDevice);
        json.objects("networks").forEach(network -> spec.network(readNetwork(network)));
        json.requireNoOthers();
        return spec.build();
    }

    private static DiskSpec readDisk(JsonFields json) {
        String kind = json.word("kind", "existing", "blank", "copy", "derived");
        DiskImage image = json.required("image", DiskImage::of);
        DiskSpec disk;
        switch (kind) {
            case "blank" -> disk = DiskSpec.blank(image, json.required("size", DiskSize::of));
            case "copy" -> {
                DiskImage source = json.required("source", DiskImage::of);
                Optional<DiskSize> size = json.optional("size", DiskSize::of);
                disk = json.make(() -> new DiskSpec.Copy(image, source, size));
            }
            case "derived" -> {
                HostPath base = json.required("base", HostPath::of);
                disk = json.make(() -> DiskSpec.derivedFrom(base, image));
            }
            default -> disk = DiskSpec.existing(image);
        }
        json.requireNoOthers();
        return disk;
    }

    private static NetworkMode readNetwork(JsonFields json) {
        NetworkMode mode = switch (json.word("mode", "local", "bridged", "routed")) {
            case "local" -> NetworkMode.local();
            case "bridged" -> new NetworkMode.Bridged(json.required("switch", SwitchName::of));
            default ->
                new NetworkMode.Routed(json.required("switch", SwitchName::of), json.required("subnet", Subnet::of));
        };
        json.requireNoOthers();
        return mode;
    }
}
