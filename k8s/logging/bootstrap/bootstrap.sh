#!/bin/sh
# Tells Elasticsearch and Kibana what they have to know, as often as one likes.
set -eu

password() {
  cat "/vault/secrets/$1-password"
}

# The password goes by a file, as the arguments of a process can be read by others.
call() {
  method=$1 url=$2
  shift 2
  curl --silent --show-error --fail-with-body --retry 60 --retry-delay 5 --retry-all-errors --cacert /tls/ca.crt \
    --netrc-file /tmp/netrc --request "$method" "$url" "$@" >/dev/null
  echo "$method $url"
}

put() {
  call PUT "https://elasticsearch:9200/$1" --header 'Content-Type: application/json' --data-binary "@$2"
}

umask 077
printf 'machine elasticsearch login elastic password %s\nmachine kibana login elastic password %s\n' \
  "$(password elastic)" "$(password elastic)" >/tmp/netrc

put _ilm/policy/sei_platform_logs /bootstrap/ilm-policy.json
put _index_template/sei_platform_logs /bootstrap/index-template.json

printf '{"password": "%s"}' "$(password kibana)" >/tmp/kibana.json
call POST https://elasticsearch:9200/_security/user/kibana_system/_password --header 'Content-Type: application/json' \
  --data-binary @/tmp/kibana.json
put _security/role/logstash_writer /bootstrap/logstash-role.json
printf '{"password": "%s", "roles": ["logstash_writer"]}' "$(password logstash)" >/tmp/logstash.json
put _security/user/logstash_writer /tmp/logstash.json
put _security/role/grafana_reader /bootstrap/grafana-role.json
printf '{"password": "%s", "roles": ["grafana_reader"]}' "$(password grafana)" >/tmp/grafana.json
put _security/user/grafana_reader /tmp/grafana.json

call POST 'https://kibana:5601/api/saved_objects/_import?overwrite=true' --header 'kbn-xsrf: true' \
  --form file=@/bootstrap/dashboard.ndjson
