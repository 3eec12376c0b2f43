package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;

/**
 * netstart(8), which is a shell script. What {@code -n} prints is not verified against a real one. Of mygate(5) only
 * IPv4 gateways count; {@code dest} and {@code alias} lines for other families are not simulated.
 */
public final class Netstart {

    private static final String FILE = "/etc/netstart";
    private static final int MODE = 0644;

    private static final String SCRIPT = """
            #!/bin/sh -
            # Configures interfaces as their hostname.if(5) files say: sh /etc/netstart [-n] [interface ...]

            dry=false
            while getopts n option; do
            \tcase $option in
            \tn) dry=true ;;
            \t*) exit 1 ;;
            \tesac
            done
            shift $((OPTIND - 1))

            if [ "$(id -u)" != 0 ]; then
            \techo "netstart: need root privileges" >&2
            \texit 1
            fi

            run() {
            \tif $dry; then
            \t\techo "$@"
            \telse
            \t\t"$@" </dev/null
            \tfi
            }

            # Whether a name is letters and then digits.
            is_interface() {
            \tcase $1 in
            \t*[!a-z0-9]* | [0-9]* | *[a-z]) return 1 ;;
            \tesac
            \t[ -n "$1" ]
            }

            make() {
            \t[ -f /etc/hostname.$1 ] || return 0
            \tifconfig $1 >/dev/null 2>&1 || run ifconfig $1 create
            }

            protect() {
            \tcase $(stat -f '%Su:%Sg:%Lp' $1) in
            \troot:wheel:*0) return ;;
            \tesac
            \techo "WARNING: $1 is insecure, fixing permissions." >&2
            \tchmod 640 $1
            \tchown root:wheel $1
            }

            is_mask() {
            \tcase $1 in
            \t*.*.*.*) return 0 ;;
            \tesac
            \treturn 1
            }

            one_line() {
            \tcase $1 in
            \t'' | '#'*) return ;;
            \tinet)
            \t\tshift
            \t\talias=
            \t\tif [ "$1" = alias ]; then
            \t\t\talias=alias
            \t\t\tshift
            \t\tfi
            \t\tif is_mask "$2"; then
            \t\t\taddress=$1
            \t\t\tmask=$2
            \t\t\tshift 2
            \t\t\tif is_mask "$1"; then
            \t\t\t\tbroadcast=$1
            \t\t\t\tshift
            \t\t\t\trun ifconfig $if inet $alias $address netmask $mask broadcast $broadcast "$@"
            \t\t\telse
            \t\t\t\trun ifconfig $if inet $alias $address netmask $mask "$@"
            \t\t\tfi
            \t\telse
            \t\t\trun ifconfig $if inet $alias "$@"
            \t\tfi
            \t\t;;
            \tdhcp) run ifconfig $if inet autoconf ;;
            \t*) run ifconfig $if "$@" ;;
            \tesac
            }

            start() {
            \tif=$1
            \tis_interface $if || return
            \tfile=/etc/hostname.$if
            \tif [ ! -f $file ]; then
            \t\techo "netstart: $file: No such file or directory." >&2
            \t\treturn
            \tfi
            \tprotect $file
            \twhile read line <&3; do
            \t\tcase $line in
            \t\t'!'*)
            \t\t\tcommand=${line#!}
            \t\t\tif $dry; then echo "$command"; else eval "$command" </dev/null; fi
            \t\t\t;;
            \t\t*)
            \t\t\tset -f
            \t\t\tset -- $line
            \t\t\tset +f
            \t\t\tone_line "$@"
            \t\t\t;;
            \t\tesac
            \tdone 3<$file
            }

            default_routes() {
            \t[ -f /etc/mygate ] || return
            \twhile read gateway others <&3; do
            \t\tcase $gateway in
            \t\t*.*.*.*)
            \t\t\trun route -qn delete -inet default
            \t\t\trun route -qn add -inet default $gateway
            \t\t\t;;
            \t\tesac
            \tdone 3</etc/mygate
            }

            if [ $# = 0 ]; then
            \tset --
            \tfor file in /etc/hostname.*; do
            \t\t[ -f $file ] && set -- "$@" ${file#/etc/hostname.}
            \tdone
            fi
            for name in "$@"; do
            \tis_interface $name && make $name
            done
            for name in "$@"; do
            \tstart $name
            done
            default_routes
            exit 0
            """;

    private Netstart() {}

    /** Puts the script in place. */
    public static void install(Files files) throws SystemError {
        FileText.write(files, FILE, SCRIPT, MODE);
    }
}
