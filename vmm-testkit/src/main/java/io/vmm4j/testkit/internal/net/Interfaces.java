package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The interfaces of a machine, as the kernel has them. To be used with the lock of the machine's timeline held.
 *
 * <p>Errors are those of the ioctl(2)s behind ifconfig(8) and vmd(8).
 */
public final class Interfaces {

    private static final int MAX_DESCRIPTION = 63;

    private final Map<Integer, NetInterface> byIndex = new TreeMap<>();
    private final Random random;
    private int lastIndex;
    private int lladdrs;

    /** No interfaces yet; link-layer addresses come from this source. */
    public Interfaces(Random random) {
        this.random = random;
    }

    /** Adds an interface that is there from boot and cannot be destroyed. */
    public NetInterface attach(String name, Set<IfFlag> flags, int mtu) {
        return add(new NetInterface(name, ++lastIndex, Cloner.of(name).filter(kind -> kind == Cloner.LO), flags, mtu));
    }

    /** Forgets all of them, as a machine does that goes down. */
    void clear() {
        byIndex.clear();
        lastIndex = 0;
        lladdrs = 0;
    }

    /** All interfaces, in the order of their numbers. */
    public Stream<NetInterface> all() {
        return byIndex.values().stream();
    }

    /** The interface of that name. */
    public Optional<NetInterface> find(String name) {
        return all().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The members of a group, in the order of their numbers. */
    public List<NetInterface> group(String name) {
        return all().filter(each -> each.groups().contains(name)).toList();
    }

    /**
     * Creates an interface.
     *
     * @throws SystemError EINVAL if there is no such kind, EEXIST if it is there
     */
    public NetInterface create(String name) throws SystemError {
        Cloner cloner = Cloner.of(name).orElseThrow(() -> new SystemError(Errno.EINVAL));
        if (find(name).isPresent()) {
            throw new SystemError(Errno.EEXIST);
        }
        NetInterface created = new NetInterface(name, ++lastIndex, Optional.of(cloner), cloner.flags(), cloner.mtu());
        created.groups().add(cloner.driver());
        if (cloner.hasLladdr()) {
            created.setLladdr(fakeLladdr());
        }
        if (cloner.hasLink()) {
            created.setLink(cloner == Cloner.VETHER ? NetInterface.Link.ACTIVE : NetInterface.Link.DOWN);
        }
        return add(created);
    }

    private NetInterface add(NetInterface created) {
        byIndex.put(created.index(), created);
        return created;
    }

    /** An address as the kernel makes one up for an interface without hardware. */
    private Lladdr fakeLladdr() {
        long counter = 0xd0 | (lladdrs++ & 0xf);
        return new Lladdr(0xfee1ba000000L | (counter << 16) | random.nextInt(1 << 16));
    }

    /**
     * Destroys an interface.
     *
     * @throws SystemError EINVAL if its kind cannot be destroyed, ENXIO if it is not there
     */
    public void destroy(String name) throws SystemError {
        if (Cloner.of(name).isEmpty()) {
            throw new SystemError(Errno.EINVAL);
        }
        NetInterface doomed = find(name).orElseThrow(() -> new SystemError(Errno.ENXIO));
        if (name.equals("lo0")) {
            throw new SystemError(Errno.EPERM);
        }
        doomed.master().flatMap(this::find).ifPresent(master -> remove(master, doomed));
        List.copyOf(doomed.members()).forEach(member -> find(member).ifPresent(each -> remove(doomed, each)));
        byIndex.remove(doomed.index());
    }

    /**
     * Describes an interface.
     *
     * @throws SystemError ENAMETOOLONG from 64 bytes on
     */
    public void describe(NetInterface target, String description) throws SystemError {
        if (description.length() > MAX_DESCRIPTION) {
            throw new SystemError(Errno.ENAMETOOLONG);
        }
        target.setDescription(description);
    }

    /**
     * Makes an interface a member of a switch.
     *
     * @throws SystemError EINVAL or ENOENT if there is no such interface, EBUSY if it is a member of a switch, EEXIST if it is one of
     *     this bridge(4) already
     */
    public void addMember(NetInterface target, String member) throws SystemError {
        boolean bridge = target.cloner().filter(kind -> kind == Cloner.BRIDGE).isPresent();
        requireSwitch(target);
        Optional<NetInterface> found = find(member);
        if (found.isEmpty()) {
            throw new SystemError(bridge ? Errno.ENOENT : Errno.EINVAL);
        }
        if (found.get().isSwitch() || found.get().lladdr().isEmpty()) {
            throw new SystemError(Errno.EINVAL);
        }
        Optional<String> master = found.get().master();
        if (master.isPresent()) {
            throw new SystemError(bridge && master.get().equals(target.name()) ? Errno.EEXIST : Errno.EBUSY);
        }
        target.members().add(member);
        found.get().setMaster(Optional.of(target.name()));
    }

    /**
     * Takes a member out of a switch.
     *
     * @throws SystemError EINVAL or ENOENT if it is none
     */
    public void deleteMember(NetInterface target, String member) throws SystemError {
        requireSwitch(target);
        boolean bridge = target.cloner().filter(kind -> kind == Cloner.BRIDGE).isPresent();
        NetInterface found = find(member)
                .filter(each -> target.members().contains(each.name()))
                .orElseThrow(() -> new SystemError(bridge ? Errno.ENOENT : Errno.EINVAL));
        remove(target, found);
    }

    private static void requireSwitch(NetInterface target) throws SystemError {
        if (!target.isSwitch()) {
            throw new SystemError(Errno.EINVAL);
        }
    }

    private static void remove(NetInterface from, NetInterface member) {
        from.members().remove(member.name());
        from.stations().removeIf(station -> station.port().equals(member.name()));
        member.setMaster(Optional.empty());
    }

    /**
     * Adds an IPv4 address, or changes the mask of one that is there.
     *
     * @throws SystemError EBUSY on a member of a veb(4)
     */
    public void addAddress(NetInterface target, IfAddress address) throws SystemError {
        boolean inVeb =
                target.master().filter(master -> master.startsWith("veb")).isPresent();
        if (inVeb && !target.name().startsWith("vport")) {
            throw new SystemError(Errno.EBUSY);
        }
        target.addresses().removeIf(each -> each.address() == address.address());
        target.addresses().add(address);
        target.setUp(true);
    }

    /** What a switch hears on one of its members. */
    public void hear(NetInterface member, Lladdr lladdr, Instant now) {
        member.master().flatMap(this::find).ifPresent(master -> {
            master.stations().removeIf(station -> station.lladdr().equals(lladdr));
            master.stations().add(new Station(lladdr, member.name(), now));
        });
    }

    /** The machine's own interface on a switch whose network this address is on; on a veb(4) only a vport(4) takes part. */
    public Optional<String> onSwitch(String switchName, int address) {
        return all().filter(each -> each.master().filter(switchName::equals).isPresent())
                .filter(each -> !switchName.startsWith("veb") || each.name().startsWith("vport"))
                .filter(each -> each.addresses().stream()
                        .anyMatch(own -> (own.address() & own.mask()) == (address & own.mask())))
                .map(NetInterface::name)
                .findFirst();
    }

    /** The card through which an interface reaches the world: itself, or the one on the switch that it is a port of. */
    public Optional<NetInterface> cardOf(NetInterface device) {
        if (device.cloner().isEmpty()) {
            return Optional.of(device);
        }
        return device.master()
                .flatMap(this::find)
                .filter(master -> master.is(IfFlag.UP))
                .flatMap(master -> master.members().stream()
                        .flatMap(member -> find(member).stream())
                        .filter(member -> member.cloner().isEmpty() && member.is(IfFlag.UP))
                        .findFirst());
    }
}
