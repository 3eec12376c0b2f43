package io.vmm4j.testkit.internal.net;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A network interface. Guarded by the machine's timeline, like everything in {@link Interfaces}. */
public final class NetInterface {

    private final String name;
    private final int index;
    private final Optional<Cloner> cloner;
    private final Set<IfFlag> flags;
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<IfAddress> addresses = new ArrayList<>();
    private final List<Inet6Address> addresses6 = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<Station> stations = new ArrayList<>();
    private Optional<Lladdr> lladdr = Optional.empty();
    private Optional<String> master = Optional.empty();
    private String description = "";
    private String media = "";
    private int mtu;
    private int rdomain;
    private long cacheSize = 100;
    private long cacheTimeout = 240;
    private Link link = Link.NONE;

    NetInterface(String name, int index, Optional<Cloner> cloner, Set<IfFlag> flags, int mtu) {
        this.name = name;
        this.index = index;
        this.cloner = cloner;
        this.flags = EnumSet.noneOf(IfFlag.class);
        this.flags.addAll(flags);
        this.mtu = mtu;
    }

    /** The state of the link. */
    public enum Link {
        /** The interface has none to show. */
        NONE,
        DOWN,
        ACTIVE
    }

    /**
     * An IPv6 address of an interface.
     *
     * @param address the address
     * @param length how many bits its prefix has
     */
    public record Inet6Address(Inet6 address, int length) {}

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its number, which grows from interface to interface. */
    public int index() {
        return index;
    }

    /** Its kind, if it is one that can be created. */
    public Optional<Cloner> cloner() {
        return cloner;
    }

    /** Whether it is a bridge(4) or veb(4). */
    public boolean isSwitch() {
        return cloner.filter(Cloner::isSwitch).isPresent();
    }

    /** Whether a flag is on. */
    public boolean is(IfFlag flag) {
        return flags.contains(flag);
    }

    Set<IfFlag> flags() {
        return flags;
    }

    /** Brings it up or down. What has no link to wait for runs while it is up. */
    public void setUp(boolean up) {
        set(IfFlag.UP, up);
        set(IfFlag.RUNNING, up);
    }

    void set(IfFlag flag, boolean on) {
        if (on) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }

    /** The groups it is in. */
    public Set<String> groups() {
        return groups;
    }

    /** Its IPv4 addresses. */
    public List<IfAddress> addresses() {
        return addresses;
    }

    /** Its IPv6 addresses. */
    public List<Inet6Address> addresses6() {
        return addresses6;
    }

    /** The members of a switch, in the order they were added. */
    public List<String> members() {
        return members;
    }

    /** Whom a switch has heard. */
    public List<Station> stations() {
        return stations;
    }

    /** The switch whose member it is. */
    public Optional<String> master() {
        return master;
    }

    void setMaster(Optional<String> switchName) {
        master = switchName;
        set(IfFlag.PROMISC, switchName.isPresent());
    }

    /** Its link-layer address. */
    public Optional<Lladdr> lladdr() {
        return lladdr;
    }

    /** Gives it a link-layer address. */
    public void setLladdr(Lladdr address) {
        lladdr = Optional.of(address);
    }

    /** Its description, empty for none. */
    public String description() {
        return description;
    }

    /** Describes it. */
    public void setDescription(String text) {
        description = text;
    }

    /** The media line of a card, empty for none. */
    public String media() {
        return media;
    }

    void setMedia(String text) {
        media = text;
    }

    /** The largest packet, 0 for none to show. */
    public int mtu() {
        return mtu;
    }

    void setMtu(int bytes) {
        mtu = bytes;
    }

    /** The routing domain. */
    public int rdomain() {
        return rdomain;
    }

    /** Moves it to a routing domain. */
    public void setRdomain(int number) {
        rdomain = number;
    }

    long cacheSize() {
        return cacheSize;
    }

    void setCacheSize(long stations) {
        cacheSize = stations;
    }

    long cacheTimeout() {
        return cacheTimeout;
    }

    void setCacheTimeout(long seconds) {
        cacheTimeout = seconds;
    }

    /** The state of its link. */
    public Link link() {
        return link;
    }

    void setLink(Link state) {
        link = state;
    }
}
