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
