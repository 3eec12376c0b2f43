package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.DISK_SHORT;

import io.vmm4j.host.Symptom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether there is room where VMs have their disks, and where the host keeps logs and the SDK its records. */
final class DiskRoomCheck implements Check {

    private static final long LEAST_FOR_DISKS = 1L << 20;
    private static final long LEAST = 10L << 10;

    @Override
    public List<Symptom> examine(Observed host) {
        List<FileSystem> all = host.fileSystems().orElse(List.of());
        Set<FileSystem> ofDisks = new LinkedHashSet<>();
        disks(host).forEach(path -> below(path, all).ifPresent(ofDisks::add));
        List<Symptom> symptoms = new ArrayList<>();
        for (FileSystem each : all) {
            boolean needed = Stream.of("/var/db", "/var/log", "/tmp")
                    .anyMatch(path -> below(path, all).filter(each::equals).isPresent());
            long least = ofDisks.contains(each) ? LEAST_FOR_DISKS : needed ? LEAST : Long.MIN_VALUE;
            if (each.availableKilobytes() < least) {
                symptoms.addAll(Check.symptom(
                        DISK_SHORT,
                        each.mountPoint() + " has " + (each.availableKilobytes() >> 10) + "M left of "
                                + (each.totalKilobytes() >> 10) + "M"));
            }
        }
        return symptoms;
    }

    private static Stream<String> disks(Observed host) {
        Stream<String> defined = host.configuration().value().stream()
                .flatMap(conf -> conf.vms().stream())
                .flatMap(vm -> vm.value().disks().stream())
                .map(disk -> disk.path());
        Stream<String> recorded = host.records().orElse(List.of()).stream()
                .flatMap(spec -> spec.disks().stream())
                .map(disk -> disk.image().path().value());
        return Stream.concat(defined, recorded);
    }

    private static Optional<FileSystem> below(String path, List<FileSystem> all) {
        return all.stream()
                .filter(each -> each.contains(path))
                .max(Comparator.comparingInt(each -> each.mountPoint().length()));
    }
}
