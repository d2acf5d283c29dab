/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a report without a trace is a guess. Here it is, ready to be read first and then copied. */

#include "app-diagnostics-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppDiagnosticsDialog
{
  AdwDialog parent_instance;

  PhoneTrace *trace;
  guint gather; /* GSource id: the text is to be read again */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (AppDiagnosticsDialog, app_diagnostics_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_TRACE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppDiagnosticsDialog *self = APP_DIAGNOSTICS_DIALOG (widget);
  g_autofree char *text = phone_trace_dup_text (self->trace);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
clear_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  phone_trace_clear (APP_DIAGNOSTICS_DIALOG (widget)->trace);
}

static void
read_trace (AppDiagnosticsDialog *self)
{
  g_autofree char *text = phone_trace_dup_text (self->trace);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  gtk_stack_set_visible_child_name (self->stack, *text != '\0' ? "text" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "diagnostics.copy", *text != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "diagnostics.clear", *text != '\0');
}

static gboolean
gather_cb (gpointer user_data)
{
  AppDiagnosticsDialog *self = user_data;

  self->gather = 0;
  read_trace (self);
  return G_SOURCE_REMOVE;
}

/* Messages come in bursts, and the text may be megabytes: it is read once for all that come in one turn. */
static void
trace_changed_cb (AppDiagnosticsDialog *self)
{
  if (self->gather == 0)
    self->gather = g_idle_add (gather_cb, self);
}

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
      if (!g_set_object (&self->trace, g_value_get_object (value)))
        break;
      g_signal_connect_object (self->trace, "items-changed", G_CALLBACK (trace_changed_cb), self, G_CONNECT_SWAPPED);
      read_trace (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_diagnostics_dialog_dispose (GObject *object)
{
  AppDiagnosticsDialog *self = APP_DIAGNOSTICS_DIALOG (object);

  g_clear_handle_id (&self->gather, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, AppDiagnosticsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, AppDiagnosticsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AppDiagnosticsDialog, view);
  gtk_widget_class_install_action (widget_class, "diagnostics.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "diagnostics.clear", NULL, clear_cb);
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
