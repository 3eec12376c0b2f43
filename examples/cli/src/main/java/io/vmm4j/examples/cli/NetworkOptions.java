package io.vmm4j.examples.cli;

import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.pf.AddressRange;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.FixedGuest;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.LocalNetworkBuilder;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.RoutedNetworkBuilder;
import io.vmm4j.pf.SwitchBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a network is to be. */
final class NetworkOptions {

    private static final List<String> OF_ROUTED =
            List.of("--subnet", "--backend", "--guest", "--range", "--forward", "--switch");

    private static final List<String> OF_BRIDGED = List.of("--device");
    private static final List<String> OF_ALL_BUT_BRIDGED =
            List.of("--no-nat", "--outside", "--names", "--unreachable", "--isolated");

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", description = "What the network is called: lower-case letters, digits, '-', '_'.")
    private String name = "";

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "A specification in JSON instead of the options for it below.")
    private @Nullable Path spec;

    @Option(
            names = "--mode",
            paramLabel = "routed|local|bridged",
            converter = LowerCase.OfNetworkMode.class,
            description = {
                "routed, the default: a switch of its own behind the host.",
                "local: for local interfaces (vmctl start -L).",
                "bridged: a switch on a bridge that is there."
            })
    private NetworkMode mode = NetworkMode.ROUTED;

    @Option(
            names = "--subnet",
            paramLabel = "SUBNET",
            description = "10.10.0.0/24. Default: what it has, or a free one. The host gets the first address.")
    private @Nullable String subnet;

    @Option(names = "--switch", paramLabel = "SWITCH", description = "The switch of vm.conf(5). Default: NAME.")
    private @Nullable String switchName;

    @Option(
            names = "--backend",
            paramLabel = "veb|bridge",
            converter = LowerCase.OfSwitchBackend.class,
            description = "What the switch is made of: veb(4), the default, or bridge(4).")
    private SwitchBackend backend = SwitchBackend.VEB;

    @Option(names = "--device", paramLabel = "DEVICE", description = "Of a bridged network, the bridge: veb0.")
    private @Nullable String device;

    @Option(names = "--no-nat", description = "Guests reach the world with their own addresses.")
    private boolean noNat;

    @Option(
            names = "--outside",
            paramLabel = "INTERFACE",
            description = "Through what guests reach the world. Default: ${DEFAULT-VALUE}.")
    private String outside = "egress";

    @Option(
            names = "--names",
            paramLabel = "none|unbound|ADDRESS",
            description = "Who answers guests that ask for names. Default: ${DEFAULT-VALUE}.")
    private String names = NetworkText.NO_NAMES;

    @Option(
            names = "--guest",
            paramLabel = "VM=LLADDR=ADDRESS",
            description = "A guest that always gets the same address; may be given several times, as the two below.")
    private List<String> guests = List.of();

    @Option(
            names = "--forward",
            paramLabel = "PORT=ADDRESS:PORT",
            description = "A port of the host that goes to a guest, such as tcp:2222=10.10.0.10:22.")
    private List<String> forwards = List.of();

    @Option(names = "--unreachable", paramLabel = "SUBNET", description = "A network that guests may not reach.")
    private List<String> unreachable = List.of();

    @Option(
            names = "--range",
            paramLabel = "FIRST-LAST",
            description = "The addresses of all other guests. Default: the upper half of the subnet.")
    private @Nullable String range;

    @Option(names = "--isolated", description = "Guests may not reach each other.")
    private boolean isolated;

    /** A network, when the host can be looked at. */
    interface Wanted {
        NetworkSpec on(HostNetworks networks);
    }

    /** Reads the command line, before there is any connection. */
    Wanted wanted() {
        if (spec != null) {
            NetworkSpec read = fromFile(spec);
            return networks -> read;
        }
        refuseOptionsOfOtherModes();
        return switch (mode) {
            case ROUTED -> routed();
            case LOCAL -> {
                NetworkSpec local = local();
                yield networks -> local;
            }
            case BRIDGED -> {
                NetworkSpec bridged = bridged();
                yield networks -> bridged;
            }
        };
    }

    private NetworkSpec fromFile(Path file) {
        Set<String> others = given(OF_ROUTED, OF_BRIDGED, OF_ALL_BUT_BRIDGED, List.of("--mode"));
        if (!others.isEmpty()) {
            throw new WrongUsage(
                    "With --spec nothing is said of the network but its name, so not " + String.join(", ", others)
                            + ".",
                    "Write it into the file.");
        }
        NetworkSpec read = NetworkSpec.fromJson(LocalText.read("--spec", file));
        if (!read.name().value().equals(name)) {
            throw new WrongUsage(
                    "The specification in " + file + " is of " + read.name() + ", not of " + name + ".",
                    "Write the name that stands in it.");
        }
        return read;
    }

    private void refuseOptionsOfOtherModes() {
        Set<String> others = switch (mode) {
            case ROUTED -> given(OF_BRIDGED);
            case LOCAL -> given(OF_ROUTED, OF_BRIDGED);
            case BRIDGED -> {
                Set<String> all = given(OF_ROUTED, OF_ALL_BUT_BRIDGED);
                all.remove("--switch");
                yield all;
            }
        };
        if (!others.isEmpty()) {
            throw new WrongUsage(
                    "A network of the mode " + Json.lower(mode) + " has no " + String.join(", ", others) + ".",
                    "Leave that out, or take another --mode.");
        }
    }

    @SafeVarargs
    private Set<String> given(List<String>... options) {
        Set<String> given = new TreeSet<>();
        for (List<String> some : options) {
            some.stream()
                    .filter(option -> command.commandLine().getParseResult().hasMatchedOption(option))
                    .forEach(given::add);
        }
        return given;
    }

    private NetworkSpec bridged() {
        if (device == null) {
            throw new WrongUsage("A bridged network needs a bridge.", "Name one that is there: --device veb0.");
        }
        BridgedNetwork plain = BridgedNetwork.of(name, device);
        return switchName == null ? plain : new BridgedNetwork(plain.name(), SwitchName.of(switchName), device);
    }

    private NetworkSpec local() {
        LocalNetworkBuilder builder =
                LocalNetwork.builder(name).outside(outside).names(NetworkText.names(names));
        unreachable.forEach(one -> builder.unreachable(Subnet.of(one)));
        if (noNat) {
            builder.withoutTranslation();
        }
        if (isolated) {
            builder.isolated();
        }
        return builder.build();
    }

    /** Addresses of guests can be told only within a subnet: if none is given, it is what the host has for the network. */
    private Wanted routed() {
        RoutedNetwork plain = plainRouted();
        List<FixedGuest> fixed = guests.stream().map(NetworkText::guest).toList();
        List<PortForward> ports = forwards.stream().map(NetworkText::forward).toList();
        Optional<AddressRange> others = Optional.ofNullable(range).map(NetworkText::range);
        if (fixed.isEmpty() && ports.isEmpty() && others.isEmpty()) {
            return networks -> plain;
        }
        if (plain.subnet().isPresent()) {
            RoutedNetwork whole = with(plain, fixed, ports, others);
            return networks -> whole;
        }
        return networks -> with(networks.choose(plain), fixed, ports, others);
    }

    private static RoutedNetwork with(
            RoutedNetwork plain, List<FixedGuest> fixed, List<PortForward> ports, Optional<AddressRange> others) {
        RoutedNetworkBuilder builder = plain.toBuilder();
        fixed.forEach(builder::guest);
        ports.forEach(builder::forward);
        others.ifPresent(all -> builder.range(all.first().toString(), all.last().toString()));
        return builder.build();
    }

    private RoutedNetwork plainRouted() {
        RoutedNetworkBuilder builder = RoutedNetwork.builder(
                        NetworkName.of(name).value())
                .backend(backend)
                .outside(outside)
                .names(NetworkText.names(names));
        if (subnet != null) {
            builder.subnet(subnet);
        }
        if (switchName != null) {
            builder.switchName(switchName);
        }
        unreachable.forEach(one -> builder.unreachable(Subnet.of(one)));
        if (noNat) {
            builder.withoutTranslation();
        }
        if (isolated) {
            builder.isolated();
        }
        return builder.build();
    }
}
