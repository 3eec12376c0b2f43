package io.vmm4j.media;

import io.vmm4j.DiskSize;
import io.vmm4j.MemorySize;
import io.vmm4j.host.OpenBsdRelease;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A system that can be a guest.
 *
 * @param id what it is asked for by: {@code debian-12}
 * @param name what people call it: {@code Debian}
 * @param release which release: {@code 12}
 * @param system which kind of system
 * @param availability whether its media exist
 * @param installers how it can be installed, the best way first
 * @param minimumMemory with less it does not install
 * @param minimumDisk with less it does not install
 * @param media what it is installed from
 * @param incompatibilities hosts on which it does not work, or not wholly
 * @param agent how an application's agent gets into it
 */
public record CatalogEntry(
        String id,
        String name,
        String release,
        GuestSystem system,
        Availability availability,
        List<InstallerKind> installers,
        MemorySize minimumMemory,
        DiskSize minimumDisk,
        List<Medium> media,
        List<Incompatibility> incompatibilities,
        AgentRecipe agent) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    public CatalogEntry {
        requireId("id", id);
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(minimumMemory, "minimumMemory");
        Objects.requireNonNull(minimumDisk, "minimumDisk");
        Objects.requireNonNull(agent, "agent");
        installers = List.copyOf(installers);
        media = List.copyOf(media);
        incompatibilities = List.copyOf(incompatibilities);
        if (installers.isEmpty()) {
            throw MediaException.badValue("installers", id, "there must be one at least");
        }
        if (media.stream().map(Medium::name).distinct().count() != media.size()) {
            throw MediaException.badValue("media", id, "two have the same name");
        }
    }

    static void requireId(String what, String text) {
        if (!ID.matcher(text).matches()) {
            throw MediaException.badValue(what, text, "it must be lower-case letters, digits, dots and hyphens");
        }
    }

    /**
     * One of its media.
     *
     * @throws MediaException with {@link MediaError#UNKNOWN_MEDIUM} if it has none of that name
     */
    public Medium medium(String mediumName) {
        return media.stream()
                .filter(medium -> medium.name().equals(mediumName))
                .findFirst()
                .orElseThrow(() -> MediaException.unknownMedium(this, mediumName));
    }

    /** What is known to go wrong on a host of this release. */
    public List<Incompatibility> problemsOn(OpenBsdRelease host) {
        return incompatibilities.stream().filter(one -> one.affects(host)).toList();
    }

    /** Whether it can be used on a host of this release, as far as is known. */
    public boolean isUsableOn(OpenBsdRelease host) {
        return problemsOn(host).stream().noneMatch(one -> one.severity() == Incompatibility.Severity.UNUSABLE);
    }
}
