/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a report without a trace is a guess. It opens over whatever failed, and closes without a trace. */

#include "app-diagnostics-dialog.h"

#include "app-trace-page.h"

struct _AppDiagnosticsDialog
{
  AdwDialog parent_instance;

  PhoneTrace *trace;
};

G_DEFINE_FINAL_TYPE (AppDiagnosticsDialog, app_diagnostics_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_TRACE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
app_diagnostics_dialog_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TRACE:
      g_value_set_object (value, APP_DIAGNOSTICS_DIALOG (object)->trace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_diagnostics_dialog_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  AppDiagnosticsDialog *self = APP_DIAGNOSTICS_DIALOG (object);

  switch (id)
    {
    case PROP_TRACE:
      self->trace = g_value_dup_object (value);
      adw_dialog_set_child (ADW_DIALOG (self), g_object_new (APP_TYPE_TRACE_PAGE, "trace", self->trace, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_diagnostics_dialog_dispose (GObject *object)
{
  AppDiagnosticsDialog *self = APP_DIAGNOSTICS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_DIAGNOSTICS_DIALOG);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (app_diagnostics_dialog_parent_class)->dispose (object);
}

static void
app_diagnostics_dialog_class_init (AppDiagnosticsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_diagnostics_dialog_get_property;
  object_class->set_property = app_diagnostics_dialog_set_property;
  object_class->dispose = app_diagnostics_dialog_dispose;

  /**
   * AppDiagnosticsDialog:trace: (nullable)
   *
   * The trace shown.
   */
  props[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, PHONE_TYPE_TRACE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-diagnostics-dialog.ui");
}

static void
app_diagnostics_dialog_init (AppDiagnosticsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_diagnostics_dialog_new:
 * @trace: a trace
 *
 * Returns: (transfer floating): a dialog that shows it as it grows
 */
AppDiagnosticsDialog *
app_diagnostics_dialog_new (PhoneTrace *trace)
{
  return g_object_new (APP_TYPE_DIAGNOSTICS_DIALOG, "trace", trace, NULL);
}
