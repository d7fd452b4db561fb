# bash completion for hinge. Use: source <(hinge completion bash)
_hinge() {
  local cur prev command word
  COMPREPLY=()
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=${COMP_WORDS[COMP_CWORD - 1]}
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in analyze | next | history | compare | person | log | roster | export | db | learn | knowledge | rules | exercises | convert | doctor | schema | completion) command=$word && break ;; esac
  done
  if [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "analyze next history compare person log roster export db learn knowledge rules exercises convert doctor schema completion --help --version" -- "$cur")
    return
  fi
  case $prev in
    --detail) mapfile -t COMPREPLY < <(compgen -W "summary full" -- "$cur") && return ;;
    --model) mapfile -t COMPREPLY < <(compgen -W "lite full heavy" -- "$cur") && return ;;
    --exercise) mapfile -t COMPREPLY < <(compgen -W "auto $(hinge exercises 2>/dev/null | awk 'NF == 0 {exit} {print $1}')" -- "$cur") && return ;;
    --out | --knowledge) mapfile -t COMPREPLY < <(compgen -d -- "$cur") && return ;;
    --only)
      # A list: completes the word after the last comma.
      local before=
      [[ $cur == *,* ]] && before=${cur%,*},
      mapfile -t COMPREPLY < <(compgen -P "$before" -W "json html video csv trc clip" -- "${cur##*,}")
      return ;;
    --place) mapfile -t COMPREPLY < <(compgen -W "low_back upper_back neck hip groin hamstring knee leg_below_knee ankle_foot shoulder arm_hand elsewhere" -- "$cur") && return ;;
    --moment) mapfile -t COMPREPLY < <(compgen -W "before during after next_morning" -- "$cur") && return ;;
    --because) mapfile -t COMPREPLY < <(compgen -W "red_flag pain_stop pain_step_down told_to_stop many_faults long_break never_trained" -- "$cur") && return ;;
    --role) mapfile -t COMPREPLY < <(compgen -W "athlete coach admin" -- "$cur") && return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "csv check-ins fhir" -- "$cur") && return ;;
    --keep-history | --keep-video | --share-with-coach) mapfile -t COMPREPLY < <(compgen -W "yes no" -- "$cur") && return ;;
    --order) mapfile -t COMPREPLY < <(compgen -W "slow_first guide" -- "$cur") && return ;;
    --html)
      if [[ $command == history ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
      fi ;;
    --db | --from) mapfile -t COMPREPLY < <(compgen -f -- "$cur") && return ;;
    --person | --as | --answer | --set | --by | --reason | --no | --skip-to | --pain | --effort | --sleep-h | --last | --height-cm | --mass-kg | --load-kg | --plate-cm | --wall-cm | --reps | --at | --notes | --note | --note-for | --name | --limit | --correct | --remove | --rung | --birth-year | --coach | --threads | --start | --end | --time-scale) return ;;
  esac
  case $command in
    analyze)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--exercise --model --height-cm --mass-kg --load-kg --plate-cm --wall-cm --out --only --threads --every-frame --start --end --time-scale --knowledge --person --db --as --effort --pain --place --growing --answer --keep-video --detail --quiet --help" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      fi ;;
    rules | exercises)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--knowledge --help" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -W "$(hinge "$command" 2>/dev/null | awk 'NF == 0 {exit} {print $1}')" -- "$cur")
      fi ;;
    knowledge) mapfile -t COMPREPLY < <(compgen -W "check show handbook --out --knowledge --help" -- "$cur") ;;
    learn)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--html --out --knowledge --help" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -W "$(hinge learn 2>/dev/null | awk '/^  / {print $1}')" -- "$cur")
      fi ;;
    person)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--role --birth-year --height-cm --mass-kg --coach --keep-history --keep-video --share-with-coach --out --yes --as --db --help" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -W "add list show set rename consent export import delete" -- "$cur")
      fi ;;
    db)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--db --help" -- "$cur")
      elif [[ ${COMP_WORDS[*]} == *\ restore\ * || ${COMP_WORDS[*]} == *\ backup\ * ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -W "status migrate backup restore check" -- "$cur")
      fi ;;
    log) mapfile -t COMPREPLY < <(compgen -W "--person --as --exercise --reps --load-kg --effort --pain --place --growing --answer --set --moment --sleep-h --rung --notes --at --from --correct --remove --yes --db --help" -- "$cur") ;;
    roster) mapfile -t COMPREPLY < <(compgen -W "--today --because --name --role --as --limit --note-for --note --db --help" -- "$cur") ;;
    export) mapfile -t COMPREPLY < <(compgen -W "--person --as --format --out --db --help" -- "$cur") ;;
    next) mapfile -t COMPREPLY < <(compgen -W "--person --db --as --pain --place --sleep-h --yes --no --order --skip-to --by --reason --look-only --json --knowledge --help" -- "$cur") ;;
    history) mapfile -t COMPREPLY < <(compgen -W "--person --db --as --last --html --sets --json --knowledge --help" -- "$cur") ;;
    compare)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--person --db --as --knowledge --help" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      fi ;;
    convert) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    completion) mapfile -t COMPREPLY < <(compgen -W "bash" -- "$cur") ;;
  esac
}
complete -o filenames -F _hinge hinge
