# Completion of `smp` for bash. `smp complete` says what may stand at the cursor.
_smp() {
    local -a words=()
    local i piece joins='' kind='' word says cut=''
    # Bash takes words apart at `=`; here they are whole again, up to the cursor.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]//[\"\'\\]/}
        if [[ ($piece == '=' || -n $joins) && ${#words[@]} -gt 0 ]]; then
            words[${#words[@]} - 1]+=$piece
        else
            words+=("$piece")
        fi
        if [[ $piece == '=' ]]; then joins=1; else joins=''; fi
    done
    local at=$((${#words[@]} - 1))
    local current=${words[at]}
    # What stands before the last `=` is not replaced, so it is not proposed.
    if [[ $COMP_WORDBREAKS == *=* && $current == *=* ]]; then
        cut=${current%=*}=
    fi
    COMPREPLY=()
    while IFS=$'\t' read -r word says; do
        if [[ -z $kind ]]; then
            kind=$word
        else
            COMPREPLY+=("${word#"$cut"}")
        fi
    done < <("${1/#\~/$HOME}" complete --at "$at" -- "${words[@]}" 2>/dev/null)
    local IFS=$'\n'
    case $kind in
        files) compopt -o default 2>/dev/null || COMPREPLY+=($(compgen -f -- "${current#"$cut"}")) ;;
        folders) compopt -o plusdirs 2>/dev/null || COMPREPLY+=($(compgen -d -- "${current#"$cut"}")) ;;
    esac
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _smp smp
