package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Setups of all kinds, with the worst texts that the values let pass. */
final class SetupArbitraries {

    private static final String SPITEFUL =
            "'\"\\$`!#;&|<>(){}[]*?~=%^ \t\n\r-+,.:@a0Z\u0001\u007f\u0085\u00a0\u00e9\u2028\u20ac\ufeff";

    private SetupArbitraries() {}

    /** Texts that break what does not quote. */
    static Arbitrary<String> texts() {
        Arbitrary<String> spiteful =
                Arbitraries.strings().withChars(SPITEFUL).ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> anything = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> known = Arbitraries.of(
                "a; touch /pwn",
                "$(id)",
                "`id`",
                "a\nb",
                "it's",
                "\"",
                "\\",
                "-n",
                "yes",
                "1e3",
                "~",
                "null",
                "a: b",
                "# x",
                "%s",
                "a = b",
                "${x}",
                "EOF",
                "{{x}}",
                "!!str",
                "@VMM4J",
                "\ud83d\ude00",
                "\u0130");
        return Arbitraries.oneOf(spiteful, spiteful, known, anything);
    }

    /** What a value makes of such texts, where it makes anything of them. */
    static <T> Arbitrary<T> accepted(Function<String, T> value) {
        return texts().map(text -> tried(value, text))
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    /** The value of this text, unless it is refused. */
    static <T> Optional<T> tried(Function<String, T> value, String text) {
        try {
            return Optional.of(value.apply(text));
        } catch (InvalidValueException refused) {
            return Optional.empty();
        }
    }

    static Arbitrary<SshPublicKey> keys() {
        SshPublicKey key = Setups.KEY;
        return accepted(text -> new SshPublicKey(key.type(), key.base64(), text));
    }

    private static Arbitrary<GuestUser> users(String name, PasswordHash hash) {
        return Combinators.combine(
                        accepted(text -> GuestUser.of(name)
                                        .withFullName(text)
                                        .fullName()
                                        .orElseThrow())
                                .optional(),
                        keys().list().ofMaxSize(2),
                        Arbitraries.just(hash).optional())
                .as((fullName, keys, password) -> new GuestUser(UserName.of(name), fullName, keys, password));
    }

    private static Arbitrary<RootLogin> roots(PasswordHash hash) {
        return Combinators.combine(
                        keys().list().ofMaxSize(2),
                        Arbitraries.just(hash).optional(),
                        Arbitraries.of(RootLogin.Ssh.class))
                .as(RootLogin::new);
    }

    /** Setups with hashes like this one. */
    static Arbitrary<GuestSetup> setups(PasswordHash hash) {
        Arbitrary<String> hostnames = Arbitraries.of("web1", "a", "x-1.example.com", "null.test", "true", "1e3x.y");
        Arbitrary<GuestNetwork> networks = Arbitraries.of(
                GuestNetwork.dhcp(),
                GuestNetwork.fixed("10.0.0.5/24", "10.0.0.1", "9.9.9.9"),
                GuestNetwork.fixed("100.64.3.3/31", "100.64.3.2", "100.64.3.2", "1.1.1.1", "8.8.8.8"));
        Arbitrary<List<FirstBootCommand>> commands =
                accepted(FirstBootCommand::script).list().ofMaxSize(3);
        return Combinators.combine(
                        hostnames,
                        users("ops", hash).list().ofMaxSize(1),
                        users("dev-2", hash).list().ofMaxSize(1),
                        roots(hash),
                        networks,
                        commands,
                        Arbitraries.of("UTC", "Europe/Amsterdam", "America/Argentina/Buenos_Aires"),
                        Arbitraries.of(0, 1, 2, 3))
                .as((name, first, second, root, network, scripts, zone, more) -> {
                    GuestSetupBuilder builder =
                            GuestSetup.builder(name).root(root).network(network).timeZone(zone);
                    first.forEach(builder::user);
                    second.forEach(builder::user);
                    scripts.forEach(builder::firstBoot);
                    if ((more & 1) != 0) {
                        builder.hostKey(Setups.HOST_KEY).addPackage("curl").addPackage("g++");
                    }
                    if ((more & 2) != 0) {
                        builder.lladdr(MacAddress.of("fe:e1:bb:00:00:10"));
                    }
                    return builder.build();
                });
    }
}
