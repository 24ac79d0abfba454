{{- define "sei.name" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- /* What selects pods can never change; nothing of a release or of the values is in it but the name. */ -}}
{{- define "sei.selector" -}}
app: {{ include "sei.name" . }}
{{- end -}}

{{- define "sei.labels" -}}
{{ include "sei.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "sei.serviceAccount" -}}
{{- default (include "sei.name" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "sei.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ default $.Chart.AppVersion .tag }}{{ end }}
{{- end -}}
{{- end -}}

{{- /*
With an autoscaler no number of pods is named, so that no upgrade changes it. But a field that a release has named once, Helm takes away
when it is named no more, which leaves one pod: a release that began with a fixed number goes on naming the present one, and its autoscaler
remembers that. Whoever began with an autoscaler never names one, and no rollback brings an old one back.
*/ -}}
{{- define "sei.presentReplicas" -}}
{{- if .Release.IsUpgrade -}}
{{- $deployment := lookup "apps/v1" "Deployment" .Release.Namespace (include "sei.name" .) -}}
{{- $autoscaler := lookup "autoscaling/v2" "HorizontalPodAutoscaler" .Release.Namespace (printf "%s-hpa" (include "sei.name" .)) -}}
{{- if and $deployment (or (not $autoscaler) (dig "metadata" "annotations" "sei-platform.io/replicas" "" $autoscaler)) -}}
{{- /* With none, the autoscaler would be off. */ -}}
{{- max 1 (int $deployment.spec.replicas) -}}
{{- end -}}
{{- end -}}
{{- end -}}
