package io.vmm4j.pf.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.host.Finding;

/**
 * What name servers tell the host when it asks as guests do, by host(1) of the base system. It asks from itself: at its own address
 * in a network it is one of those whom the network's unbound(8) answers.
 *
 * @param known what is said of a name that unbound(8) knows without asking others
 * @param world what is said of one of the world's
 */
record NameAnswers(Reply known, Reply world) {

    static final String OF_WORLD = "openbsd.org";
    private static final String KNOWN = "localhost";
    private static final String WAIT = "3";

    /** What came back. */
    private enum Reply {
        ADDRESS,
        /** Others could not be asked, or know no such name. */
        FAILURE,
        REFUSAL,
        SILENCE,
        /** Not known: host(1) says something else. */
        UNKNOWN
    }

    /** What unbound(8) says at this address. */
    static Finding ofUnbound(CommandExecutor executor, Ipv4Address server) {
        return ask(executor, server).ofUnbound("unbound(8) at " + server);
    }

    /** What the name server says to which questions are redirected. It may answer others than the host. */
    static Finding of(CommandExecutor executor, Ipv4Address server) {
        String who = "rdr-to " + server;
        return ask(executor, server).world() == Reply.ADDRESS
                ? Finding.yes(who + ", which resolves " + OF_WORLD + " for the host")
                : Finding.unknown(who + ", which did not resolve " + OF_WORLD + " for the host");
    }

    private static NameAnswers ask(CommandExecutor executor, Ipv4Address server) {
        Query<Reply> known = question(KNOWN, server);
        Query<Reply> world = question(OF_WORLD, server);
        Answers answers = Query.askAll(executor, known, world);
        return new NameAnswers(answers.to(known), answers.to(world));
    }

    private static Query<Reply> question(String name, Ipv4Address server) {
        return new Query<>(
                Command.read("host", "-t", "A", "-W", WAIT, name + ".", server.toString()), NameAnswers::read);
    }

    private static Reply read(Answer answer) {
        String said = answer.result().stdout();
        if (said.contains(" has address ")) {
            return Reply.ADDRESS;
        }
        if (said.contains("(REFUSED)")) {
            return Reply.REFUSAL;
        }
        if (said.contains(" not found: ") || said.contains(" has no ")) {
            return Reply.FAILURE;
        }
        return said.contains("no servers could be reached") ? Reply.SILENCE : Reply.UNKNOWN;
    }

    private Finding ofUnbound(String who) {
        if (known == Reply.REFUSAL) {
            return Finding.no(who + " refuses to answer");
        }
        if (known == Reply.SILENCE) {
            return Finding.no(who + " does not answer");
        }
        if (known == Reply.UNKNOWN) {
            return Finding.unknown("host(1) does not say whether " + who + " answers");
        }
        return world == Reply.ADDRESS
                ? Finding.yes(who + " resolves " + OF_WORLD)
                : Finding.unknown(who + " answers, and did not resolve " + OF_WORLD);
    }
}
