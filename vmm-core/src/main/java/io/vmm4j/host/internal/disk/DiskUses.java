package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.disk.DiskUser;
import io.vmm4j.disk.DiskUser.Kind;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.Observation;
import io.vmm4j.host.internal.conf.ConfigurationReader;
import io.vmm4j.host.internal.conf.Definitions;
import io.vmm4j.vmconf.VmConfFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who needs which image of a host, as it was when it was looked at: one round trip for VMs, definitions, clones and a directory, one for
 * included files, and two or three for the images that these name. Paths are compared by the files that they lead to.
 */
final class DiskUses {

    /** Bases below bases that are looked for; vmd(8) opens three. */
    private static final int MOST_LEVELS = 8;

    private final HostContext context;
    private final Observation observation;
    private final Definitions definitions;
    private final boolean allClonesNoted;
    private final Map<HostPath, Head> heads = new LinkedHashMap<>();
    private final List<HostPath> listed;

    /** Whose disk a path is, with the VMs that run first. */
    private final Map<HostPath, Set<DiskUser>> disks = new LinkedHashMap<>();

    private DiskUses(
            HostContext context,
            Observation observation,
            Definitions definitions,
            CloneNotes.Notes notes,
            List<Head> directory,
            Set<HostPath> wanted) {
        this.context = context;
        this.observation = observation;
        this.definitions = definitions;
        this.allClonesNoted = notes.whole();
        this.listed = directory.stream().map(Head::path).toList();
        directory.forEach(head -> heads.put(head.path(), head));
        collectDisks();
        Set<HostPath> unknown = new LinkedHashSet<>(wanted);
        unknown.addAll(disks.keySet());
        unknown.addAll(notes.clones());
        lookAtAll(unknown);
    }

    /** Looks at a host, with all files of a directory, and this image in particular. */
    static DiskUses look(HostContext context, HostPath directory, Set<HostPath> images) {
        ConfigurationReader reader = new ConfigurationReader(context);
        Query<CloneNotes.Notes> notes = CloneNotes.query(context);
        Query<List<Head>> files = Heads.in(context, directory);
        List<Query<?>> all = new ArrayList<>(reader.questions());
        all.add(notes);
        all.add(files);
        Observation.Observed observed = Observation.lookWithoutVmd(context, all.toArray(Query<?>[]::new));
        Answers answers = observed.answers();
        return new DiskUses(
                context,
                observed.observation(),
                Definitions.of(reader, answers),
                answers.to(notes),
                answers.to(files),
                images);
    }

    private void collectDisks() {
        Map<VmName, VmInfo> vms = new LinkedHashMap<>();
        observation.all().forEach(vm -> vms.put(vm.name(), vm));
        vms.values()
                .forEach(vm -> vm.spec()
                        .ifPresent(spec -> spec.disks().forEach(disk -> {
                            add(
                                    disk.image().path(),
                                    user(vm.isRunning(), vm.name().value()));
                            if (disk instanceof DiskSpec.Derived derived) {
                                add(
                                        derived.base(),
                                        new DiskUser(
                                                Kind.CLONE, disk.image().path().value()));
                            }
                        })));
        definitions
                .conf()
                .ifPresent(conf -> conf.vms().forEach(vm -> {
                    String name = vm.value().name();
                    boolean runs = vms.values().stream()
                            .anyMatch(
                                    one -> one.isRunning() && one.name().value().equals(name));
                    // vmd(8) takes relative paths from the root directory.
                    vm.value()
                            .disks()
                            .forEach(disk -> add(
                                    HostPath.of(disk.path().startsWith("/") ? disk.path() : "/" + disk.path()),
                                    user(runs, name)));
                }));
    }

    private static DiskUser user(boolean runs, String name) {
        return new DiskUser(runs ? Kind.RUNNING_VM : Kind.VM, name);
    }

    private void add(HostPath path, DiskUser user) {
        disks.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(user);
    }

    /** Looks at these, and at what they are derived from. */
    private void lookAtAll(Set<HostPath> first) {
        Set<HostPath> next = new LinkedHashSet<>(first);
        for (int level = 0; level < MOST_LEVELS; level++) {
            heads.values().forEach(head -> head.base().ifPresent(next::add));
            next.removeAll(heads.keySet());
            if (next.isEmpty()) {
                return;
            }
            Heads.of(context, next).ask(context.executor()).forEach(head -> heads.put(head.path(), head));
            next.clear();
        }
    }

    /** The files of the directory. */
    List<Head> listed() {
        return listed.stream().map(this::head).toList();
    }

    /** What a path leads to. */
    Head head(HostPath path) {
        return Optional.ofNullable(heads.get(path)).orElseGet(() -> Head.without(path, Head.State.UNREADABLE));
    }

    /** Everybody who needs an image, and what cannot be known. */
    List<DiskUser> of(HostPath image) {
        Set<DiskUser> users = new LinkedHashSet<>();
        disks.forEach((path, all) -> {
            if (same(path, image)) {
                users.addAll(all);
            }
        });
        for (Head head : heads.values()) {
            if (head.state() == Head.State.FILE
                    && !same(head.path(), image)
                    && head.base().filter(base -> same(base, image)).isPresent()) {
                users.add(new DiskUser(Kind.CLONE, head.path().value()));
            }
        }
        definitions.conf().ifPresent(conf -> {
            for (VmConfFile file : conf.files()) {
                if (users.isEmpty() && file.text().contains(image.value())) {
                    users.add(new DiskUser(Kind.MENTION, file.path()));
                }
            }
        });
        users.addAll(unknown());
        return List.copyOf(users);
    }

    /** A file that was looked at by two names is the same by its inode; one that is not there is known by its name only. */
    private boolean same(HostPath one, HostPath other) {
        Head first = head(one);
        Head second = head(other);
        boolean files = first.state() == Head.State.FILE && second.state() == Head.State.FILE;
        return one.equals(other) || (files && first.identity().equals(second.identity()));
    }

    /** What may need any image, for all that can be seen. */
    private Set<DiskUser> unknown() {
        Set<DiskUser> unknown = new LinkedHashSet<>();
        if (definitions.conf().isEmpty()) {
            unknown.add(unknown("vm.conf(5) cannot be read: " + definitions.reason()));
        }
        observation
                .records()
                .damaged()
                .keySet()
                .forEach(name -> unknown.add(unknown("the record of the VM " + name + " is damaged")));
        for (VmInfo vm : observation.all()) {
            boolean defined = definitions
                    .conf()
                    .flatMap(conf -> conf.vm(vm.name().value()))
                    .isPresent();
            if (vm.isRunning() && vm.spec().isEmpty() && !defined) {
                unknown.add(unknown("the VM " + vm.name() + " runs, and which disks it has is written nowhere"));
            }
        }
        if (!allClonesNoted) {
            unknown.add(unknown("the notes of clones in " + CloneNotes.directory(context) + " cannot be read"));
        }
        for (Head head : heads.values()) {
            if (head.state() == Head.State.UNREADABLE) {
                unknown.add(unknown(head.path() + " cannot be looked at"));
            } else if (!head.tellsBase()) {
                unknown.add(unknown(head.path() + " does not tell clearly what it is derived from"));
            }
        }
        return unknown;
    }

    private static DiskUser unknown(String why) {
        return new DiskUser(Kind.UNKNOWN, Objects.requireNonNull(why, "why"));
    }
}
